// Built from extension/reading-page by: npm --prefix extension run reading-page. Do not edit.

// page/published.ts
var DAY = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?=$|[T ])/;
var PLACES = [
  (page) => attributes(page, 'meta[property="article:published_time"]', "content"),
  datesOfLinkedData,
  (page) => attributes(page, '[itemprop="datePublished"]', "content", "datetime"),
  (page) => attributes(page, "article header time[datetime], time[pubdate]", "datetime"),
  (page) => attributes(page, "article time[datetime]", "datetime")
];
function readPublished(page) {
  for (const place of PLACES) {
    const days = new Set(place(page).flatMap((said) => DAY.exec(said.trim())?.[0] ?? []));
    if (days.size > 0) return days.size === 1 ? [...days][0] ?? null : null;
  }
  return null;
}
function attributes(page, selector, ...names) {
  return [...page.querySelectorAll(selector)].flatMap(
    (element2) => names.map((name) => element2.getAttribute(name)).find((value) => value !== null) ?? []
  );
}
function datesOfLinkedData(page) {
  return [...page.querySelectorAll('script[type="application/ld+json"]')].flatMap(
    (script) => articlesIn(parse(script.textContent ?? "")).flatMap(
      ({ datePublished: said }) => typeof said === "string" ? [said] : []
    )
  );
}
function articlesIn(block) {
  if (Array.isArray(block)) return block.flatMap(articlesIn);
  if (typeof block !== "object" || block === null) return [];
  const node = block;
  const is_article = [node["@type"]].flat().some((type) => /Article$|Posting$|Report$/.test(String(type)));
  return [...is_article ? [node] : [], ...articlesIn(node["@graph"] ?? [])];
}
function parse(json) {
  try {
    return JSON.parse(json);
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}

// page/wording.ts
function collapse(text2) {
  return text2.replace(/[\s\p{Cc}\p{Cs}]+/gu, " ").trim();
}
function firstWords(text2, max_chars) {
  if (text2.length <= max_chars) return text2;
  const head = text2.slice(0, max_chars + 1);
  const space = head.lastIndexOf(" ");
  return space > 0 ? head.slice(0, space) : withoutHalves(text2.slice(0, max_chars));
}
function lastWords(text2, max_chars) {
  if (text2.length <= max_chars) return text2;
  const tail = text2.slice(-max_chars - 1);
  const space = tail.indexOf(" ");
  return space >= 0 ? tail.slice(space + 1) : withoutHalves(text2.slice(-max_chars));
}
function withoutHalves(text2) {
  return text2.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, "");
}

// page/facts.ts
var MAX_TITLE_CHARS = 300;
var MAX_ADDRESS_CHARS = 8e3;
function readFacts(page, nearest_language) {
  const url = readAddress(page.location);
  const title = firstWords(collapse(page.title), MAX_TITLE_CHARS);
  const published2 = readPublished(page);
  const language = primaryLanguage(nearest_language ?? page.documentElement.lang);
  return {
    ...url && { url },
    ...title && { title },
    ...published2 && { published: published2 },
    ...language && { language }
  };
}
function readAddress(location2) {
  if (location2.protocol !== "http:" && location2.protocol !== "https:") return null;
  const address = `${location2.origin}${location2.pathname}${location2.search}`;
  return address.length > MAX_ADDRESS_CHARS ? null : address;
}
function primaryLanguage(tag) {
  return /^([a-z]{2,3})(?:-|$)/i.exec(tag.trim())?.[1]?.toLowerCase() ?? null;
}

// page/flow.ts
var UNREAD = "script, style, noscript, template, textarea, select, button, svg, math";
var BLOCKS = "address, article, aside, blockquote, body, dd, details, div, dl, dt, fieldset, figcaption, figure, footer, form, h1, h2, h3, h4, h5, h6, header, hr, li, main, nav, ol, p, pre, section, summary, table, td, th, tr, ul";
var BETWEEN_BLOCKS = "\n\n";
function readRange(range2) {
  return read(range2.commonAncestorContainer, (node) => partWithin(range2, node));
}
function elementOf(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
}
function read(root, partOf) {
  const pieces = [];
  const is_read = readable();
  let text2 = "";
  let block = null;
  let breaks = 0;
  for (const node of textsAndBreaks(root)) {
    if (node.nodeType !== Node.TEXT_NODE) {
      breaks += 1;
      continue;
    }
    const part = partOf(node);
    const parent = node.parentElement;
    if (part === null || part.start === part.end || parent !== null && !is_read(parent)) continue;
    const data = node.data.slice(part.start, part.end);
    const own_block = parent?.closest(BLOCKS) ?? null;
    const is_blank = data.trim() === "";
    if (is_blank && own_block !== block) continue;
    if (text2 !== "" && (own_block !== block || breaks > 1)) text2 += BETWEEN_BLOCKS;
    else if (breaks === 1) text2 += " ";
    block = own_block;
    if (!is_blank) breaks = 0;
    pieces.push({ node, from: part.start, at: text2.length, length: data.length });
    text2 += blanked(data, parent);
  }
  return { text: text2, pieces };
}
function* textsAndBreaks(root) {
  if (root.nodeType === Node.TEXT_NODE) {
    yield root;
    return;
  }
  const page = root.ownerDocument ?? root;
  const walker = page.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE || node.nodeName === "BR") yield node;
  }
}
function readable() {
  const known = /* @__PURE__ */ new Map();
  return (element2) => {
    const before = known.get(element2);
    if (before !== void 0) return before;
    const is_shown = element2.checkVisibility?.({ visibilityProperty: true }) ?? true;
    const answer = is_shown && element2.closest(UNREAD) === null;
    known.set(element2, answer);
    return answer;
  };
}
function partWithin(range2, node) {
  if (!range2.intersectsNode(node)) return null;
  return {
    start: node === range2.startContainer ? range2.startOffset : 0,
    end: node === range2.endContainer ? range2.endOffset : node.length
  };
}
function blanked(data, parent) {
  const keeps_lines = /\n\s*\n/.test(data) && parent !== null && isPreformatted(parent);
  if (!keeps_lines) return data.replace(/\s/g, " ");
  return data.replace(/[^\S\n]/g, " ").replace(/\n(?: *\n)+|\n/g, (lines) => lines.length === 1 ? " " : lines);
}
function isPreformatted(element2) {
  return getComputedStyle(element2).whiteSpace.startsWith("pre") || element2.closest("pre") !== null;
}

// page/reach.ts
function reachSelection(page, openShadow) {
  const frame = frameOf(page.activeElement);
  const inner = frame === null ? null : documentOf(frame);
  const reached = inner === null ? null : reachSelection(inner, openShadow);
  return reached ?? fieldIn(page, openShadow) ?? rangeIn(page, openShadow);
}
function frameOf(element2) {
  return element2?.localName === "iframe" || element2?.localName === "frame" ? element2 : null;
}
function documentOf(frame) {
  try {
    return frame.contentDocument;
  } catch {
    return null;
  }
}
function rangeIn(page, openShadow) {
  const selection = page.getSelection();
  if (selection === null || selection.rangeCount === 0) return null;
  const range2 = selection.getRangeAt(0);
  if (!range2.collapsed) return { kind: "range", range: range2 };
  const roots = shadowRoots(page, openShadow);
  if (roots.length === 0) return null;
  const [inner] = selection.getComposedRanges({ shadowRoots: [...roots] });
  return inner === void 0 || inner.collapsed ? null : { kind: "range", range: liveRange(page, inner) };
}
function liveRange(page, composed) {
  const range2 = page.createRange();
  range2.setStart(composed.startContainer, composed.startOffset);
  if (composed.startContainer.getRootNode() === composed.endContainer.getRootNode()) {
    range2.setEnd(composed.endContainer, composed.endOffset);
  } else {
    const root = composed.startContainer.getRootNode();
    range2.setEnd(root, root.childNodes.length);
  }
  return range2;
}
function shadowRoots(root, openShadow) {
  return [...root.querySelectorAll("*")].flatMap((element2) => {
    const shadow = openShadow(element2);
    return shadow === null ? [] : [shadow, ...shadowRoots(shadow, openShadow)];
  });
}
function fieldIn(page, openShadow) {
  let field = page.activeElement;
  for (let inner = field; inner !== null; inner = openShadow(inner)?.activeElement ?? null) field = inner;
  const is_prose = field?.localName === "textarea" || field?.localName === "input" && ["text", "search"].includes(field.type);
  if (field === null || !is_prose) return null;
  const { value, selectionStart, selectionEnd } = field;
  if (selectionStart === selectionEnd) return null;
  return { kind: "field", text: value, start: selectionStart, end: selectionEnd, field };
}
function languageAt(node) {
  for (let element2 = elementOf(node); element2 !== null; element2 = hostOf(element2)) {
    const named = element2.closest("[lang]")?.getAttribute("lang");
    if (named) return named;
  }
  return null;
}
function hostOf(element2) {
  const root = element2.getRootNode();
  return "host" in root ? root.host : element2.ownerDocument.defaultView?.frameElement ?? null;
}

// page/surroundings.ts
function readSurroundings(range2, max_chars) {
  const around = enclosing(range2, max_chars);
  const before = range2.cloneRange();
  before.setStart(around, 0);
  before.setEnd(range2.startContainer, range2.startOffset);
  const after = range2.cloneRange();
  after.setEnd(around, around.childNodes.length);
  after.setStart(range2.endContainer, range2.endOffset);
  return {
    before: lastWords(collapse(readRange(before).text), max_chars),
    after: firstWords(collapse(readRange(after).text), max_chars)
  };
}
function enclosing(range2, max_chars) {
  const enough = range2.toString().length + 4 * max_chars;
  let around = elementOf(range2.commonAncestorContainer) ?? range2.commonAncestorContainer;
  while (around.nodeName !== "BODY" && around.parentNode && (around.textContent ?? "").length < enough) {
    around = around.parentNode;
  }
  return around;
}

// page/selection.ts
var MAX_AROUND_CHARS = 300;
function readSelection(page, openShadow) {
  const reached = reachSelection(page, openShadow);
  if (reached === null) return null;
  return reached.kind === "range" ? readSelected(reached.range) : readField(reached);
}
function readElement(element2) {
  const range2 = element2.ownerDocument.createRange();
  range2.selectNodeContents(element2);
  return readSelected(range2);
}
function readSelected(range2) {
  const { text: text2 } = readRange(range2);
  if (text2.trim() === "") return null;
  return { text: text2, ...readSurroundings(range2, MAX_AROUND_CHARS), language: languageAt(range2.startContainer) };
}
function readField({ text: text2, start, end, field }) {
  const selected = text2.slice(start, end);
  if (selected.trim() === "") return null;
  return {
    text: selected,
    before: lastWords(collapse(text2.slice(0, start)), MAX_AROUND_CHARS),
    after: firstWords(collapse(text2.slice(end)), MAX_AROUND_CHARS),
    language: languageAt(field)
  };
}

// page/sentences.ts
var MAX_SENTENCES = 64;
var MAX_SENTENCE_CHARS = 2e3;
var RAW_CHARS = 4 * MAX_AROUND_CHARS;
var CONTINUES_AFTER_DOT = /(?:^|[\s(“"'‘])(?:\p{Lu}|(?:\p{Lu}\.)+\p{Lu}|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Maj|Lt|Sgt|Capt|Sen|Rep|Gov|Pres|Amb|St|No|vs)\.[ \t]*$/u;
function splitSelection(selected, language) {
  const spans = sentenceSpans(selected.text, language);
  const taken = spans.slice(0, MAX_SENTENCES);
  return {
    sentences: taken.map((span2, position) => toSentence(selected, span2, `s${position + 1}`)),
    left_out: spans.length - taken.length,
    is_cut: taken.some(
      ({ start, end }) => collapse(selected.text.slice(start, end)).length > MAX_SENTENCE_CHARS
    )
  };
}
function sentenceSpans(text2, language) {
  const spans = [];
  let start = 0;
  for (const { segment, index } of new Intl.Segmenter(language, { granularity: "sentence" }).segment(text2)) {
    const end = index + segment.length;
    if (goesOn(text2.slice(start, end), text2.slice(end))) continue;
    spans.push({ start, end });
    start = end;
  }
  return spans.filter((span2) => /\p{L}/u.test(text2.slice(span2.start, span2.end)));
}
function goesOn(so_far, rest) {
  if (rest === "") return false;
  return CONTINUES_AFTER_DOT.test(so_far) || /[^.!?…\n]\n$/u.test(so_far) && /^\s*\p{Ll}/u.test(rest);
}
function toSentence(selected, { start, end }, id) {
  const before = collapse(`${selected.before} ${selected.text.slice(Math.max(0, start - RAW_CHARS), start)}`);
  const after = collapse(`${selected.text.slice(end, end + RAW_CHARS)} ${selected.after}`);
  return {
    id,
    text: firstWords(collapse(selected.text.slice(start, end)), MAX_SENTENCE_CHARS),
    ...before && { before: lastWords(before, MAX_AROUND_CHARS) },
    ...after && { after: firstWords(after, MAX_AROUND_CHARS) }
  };
}

// page/question.ts
function toQuestion(page, selected) {
  const facts = readFacts(page, selected.language);
  const { sentences, left_out, is_cut } = splitSelection(selected, facts.language);
  return sentences.length === 0 ? null : { request: { sentences, page: facts }, left_out, is_cut };
}
function readQuestion(page, openShadow, menu_text, is_in_frame) {
  const of_menu = menu_text === null ? null : { text: menu_text, before: "", after: "", language: null };
  const of_page = readSelection(page, openShadow);
  const is_other = is_in_frame && of_menu !== null && letters(of_page?.text ?? "") !== letters(of_menu.text);
  const selected = is_other ? of_menu : of_page ?? of_menu;
  return selected === null ? null : toQuestion(page, selected);
}
function letters(text2) {
  return text2.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

// phrasebook.ts
var RIGHT_TO_LEFT = ["ar"];
function createPhrasebook(messages) {
  const say = (key, ...values) => fill(messages[key] ?? key, values);
  const tag = say("locale_tag");
  const language = new Intl.Locale(tag).language;
  const plural = new Intl.PluralRules(tag);
  const number2 = (value) => value.toLocaleString(tag);
  const conjunction = new Intl.ListFormat(tag);
  const unit = new Intl.ListFormat(tag, { type: "unit" });
  return {
    language,
    direction: RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr",
    say,
    counted(key, total, ...values) {
      const form = messages[`${key}_${plural.select(total)}`] ?? messages[`${key}_other`] ?? key;
      return fill(form, [number2(total), ...values]);
    },
    number: number2,
    all: (parts) => conjunction.format(parts),
    listed: (parts) => unit.format(parts),
    date: (iso) => dateInWords(iso, tag),
    languageName: (of) => languageInWords(of, tag)
  };
}
function fill(message, values) {
  return message.replace(/\$([1-9])/g, (_place, digit) => values[Number(digit) - 1] ?? "");
}
var PARTS = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/;
function dateInWords(iso, tag) {
  const [, year, month, day] = PARTS.exec(iso) ?? [];
  if (year === void 0) return iso;
  const moment = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  return new Intl.DateTimeFormat(tag, {
    timeZone: "UTC",
    year: "numeric",
    ...month !== void 0 && { month: "long" },
    ...day !== void 0 && { day: "numeric" }
  }).format(moment);
}
function languageInWords(of, tag) {
  try {
    return new Intl.DisplayNames(tag, { type: "language" }).of(of) ?? of;
  } catch (cause) {
    if (cause instanceof RangeError) return of;
    throw cause;
  }
}

// public/_locales/en/messages.json
var messages_default = {
  locale_tag: {
    message: "en-GB"
  },
  description: {
    message: "Shows, beside the sentence you are reading, what has been reported and checked about it."
  },
  menu_title: {
    message: "Find context for “$1”"
  },
  action_title: {
    message: "Find context for the selected sentence"
  },
  cannot_run: {
    message: "Sidelight can’t run on this page: the browser keeps extensions out of it."
  },
  find_context: {
    message: "Find context"
  },
  sidebar_label: {
    message: "Sidelight: context for your selection"
  },
  close: {
    message: "Close"
  },
  move_side: {
    message: "Other side"
  },
  width: {
    message: "Width of the sidebar"
  },
  try_again: {
    message: "Try again"
  },
  opens_new_tab: {
    message: "opens in a new tab"
  },
  your_sentence: {
    message: "Your sentence"
  },
  busy: {
    message: "Looking for what has been reported and checked about this…"
  },
  too_short: {
    message: "Too short to look up. Select a whole sentence, one that states something."
  },
  no_selection_title: {
    message: "Select a sentence first"
  },
  no_selection: {
    message: "Mark a sentence on the page, then choose “Find context” from the right-click menu, or press the toolbar button or Ctrl+Shift+Y (⌘⇧Y on a Mac)."
  },
  check_article: {
    message: "Check this article"
  },
  no_article_title: {
    message: "No article found here"
  },
  no_article: {
    message: "This page has no text that reads as an article. Select a sentence to look that one up."
  },
  sentence_lost: {
    message: "This sentence could not be found again on the page, which has changed."
  },
  scan_progress: {
    message: "Looked up $1 of $2 sentences…"
  },
  scan_done_one: {
    message: "Looked up $1 sentence."
  },
  scan_done_other: {
    message: "Looked up $1 sentences."
  },
  claim_as_checked: {
    message: "The claim as checked"
  },
  what_it_found: {
    message: "What it found"
  },
  kind_fact_check: {
    message: "Fact-check"
  },
  kind_counter_report: {
    message: "Counter-report"
  },
  kind_correction: {
    message: "Correction"
  },
  kind_official_finding: {
    message: "Official finding"
  },
  kind_analysis: {
    message: "Analysis"
  },
  stance_disputes: {
    message: "disputes the claim"
  },
  stance_mixed: {
    message: "finds the claim partly right"
  },
  stance_supports: {
    message: "supports the claim"
  },
  stance_context: {
    message: "gives background on the claim"
  },
  stance_of_document: {
    message: "$1: $2"
  },
  relation_disputes: {
    message: "Disputes this"
  },
  relation_mixed: {
    message: "Finds this partly right"
  },
  relation_supports: {
    message: "Supports this"
  },
  relation_context: {
    message: "Background on this"
  },
  relation_unclear: {
    message: "On the same topic"
  },
  relation_other_claim: {
    message: "Same topic, other claim"
  },
  side_unclear: {
    message: "For or against this very sentence: not determined."
  },
  side_opposite: {
    message: "They checked the opposite statement."
  },
  rating_of_claim: {
    message: "Their rating of that claim: “$1”"
  },
  rating_of_repeated_claim: {
    message: "Their rating of that claim, which your sentence repeats: “$1”"
  },
  claimed_by: {
    message: "claimed by $1"
  },
  timing_before_page: {
    message: "published before this article"
  },
  timing_after_page: {
    message: "published after this article"
  },
  one_is_negation: {
    message: "One of the two is a negation."
  },
  only_in_one: {
    message: "Only in one of the two: $1"
  },
  more_on_claim: {
    message: "$1 more on the same claim: $2"
  },
  count_disputes_one: {
    message: "$1 disputes it"
  },
  count_disputes_other: {
    message: "$1 dispute it"
  },
  count_mixed_one: {
    message: "$1 finds it partly right"
  },
  count_mixed_other: {
    message: "$1 find it partly right"
  },
  count_supports_one: {
    message: "$1 supports it"
  },
  count_supports_other: {
    message: "$1 support it"
  },
  count_context_one: {
    message: "$1 gives background"
  },
  count_context_other: {
    message: "$1 give background"
  },
  nothing_found_one: {
    message: "Nothing in the index is close enough to this sentence. That confirms nothing: it means only that no document here was found about it."
  },
  nothing_found_other: {
    message: "Nothing in the index is close enough to any of these sentences. That confirms nothing: it means only that no document here was found about them."
  },
  others_nothing_found_one: {
    message: "For $1 other sentence nothing in the index is close enough; that confirms nothing."
  },
  others_nothing_found_other: {
    message: "For $1 other sentences nothing in the index is close enough; that confirms nothing."
  },
  others_too_short_one: {
    message: "$1 was too short to look up."
  },
  others_too_short_other: {
    message: "$1 were too short to look up."
  },
  left_out_one: {
    message: "Only the beginning of the selection was looked up; $1 more sentence was left out."
  },
  left_out_other: {
    message: "Only the beginning of the selection was looked up; $1 more sentences were left out."
  },
  is_cut: {
    message: "A sentence was longer than 2,000 characters; only its beginning was looked up."
  },
  index_line: {
    message: "$1 documents in the index, built $2."
  },
  sent_line: {
    message: "Sent to $1 on this computer, and nowhere else: $2."
  },
  sent_sentence_one: {
    message: "the sentence"
  },
  sent_sentence_other: {
    message: "the sentences"
  },
  sent_around: {
    message: "the text around"
  },
  sent_address: {
    message: "the page’s address"
  },
  sent_title: {
    message: "the page’s title"
  },
  sent_date: {
    message: "the page’s date"
  },
  sent_language: {
    message: "the page’s language"
  },
  matches_found_one: {
    message: "$1 match found."
  },
  matches_found_other: {
    message: "$1 matches found."
  },
  announce_nothing: {
    message: "Nothing found. That confirms nothing."
  },
  not_running_title: {
    message: "The Sidelight service is not running"
  },
  not_running: {
    message: "Nothing answered at $1. To start it, open a terminal in the Sidelight folder and type:"
  },
  timeout_title: {
    message: "The service took too long"
  },
  timeout: {
    message: "$1 did not answer within $2 seconds. It may still be starting."
  },
  index_not_ready_title: {
    message: "The index is not ready yet"
  },
  index_not_ready: {
    message: "The service runs, but its index has not been built."
  },
  problem_title: {
    message: "The service did not answer the question"
  },
  bad_answer_title: {
    message: "The answer could not be read"
  },
  bad_answer: {
    message: "What came back from $1 is not what this version of the extension expects ($2). Another program may use that port, or the two versions differ."
  },
  cancelled_title: {
    message: "Stopped"
  },
  cancelled: {
    message: "A newer question took the place of this one."
  },
  disconnected_title: {
    message: "Reload this page"
  },
  disconnected: {
    message: "The extension was updated or removed while this page was open. Reload the page, then ask again."
  },
  code_line: {
    message: "Code: $1"
  },
  address_not_an_address: {
    message: "This is not an address. It should look like http://127.0.0.1:8765."
  },
  address_not_http: {
    message: "The address must begin with http://."
  },
  address_not_this_computer: {
    message: "Sidelight sends what you select to a service on this computer only. The address must be http://127.0.0.1 and a port."
  },
  address_more_than_an_address: {
    message: "Only the address and the port, please, with nothing behind them."
  },
  saved: {
    message: "Saved."
  },
  testing: {
    message: "Asking the service…"
  },
  connection_works: {
    message: "It works: $1 documents, index built $2."
  }
};

// check.ts
var Mismatch = class extends Error {
  constructor(path, expected, found) {
    super(`${path || "the whole"}: expected ${expected}, found ${found}`);
    this.path = path;
    this.expected = expected;
    this.found = found;
  }
  path;
  expected;
  found;
  name = "Mismatch";
};
var text = (value, path) => typeof value === "string" ? value : mismatch(path, "a string", value);
var flag = (value, path) => typeof value === "boolean" ? value : mismatch(path, "true or false", value);
var number = (value, path) => typeof value === "number" && Number.isFinite(value) ? value : mismatch(path, "a number", value);
var count = (value, path) => Number.isInteger(value) && value >= 0 ? value : mismatch(path, "a whole number, zero or more", value);
var range = (value, path) => {
  const [start, end, ...rest] = list(count)(value, path);
  return start !== void 0 && end !== void 0 && start < end && rest.length === 0 ? [start, end] : mismatch(path, "two whole numbers, the second larger", value);
};
function oneOf(...words) {
  return (value, path) => words.find((word) => word === value) ?? mismatch(path, `one of ${words.join(", ")}`, value);
}
function orNull(check) {
  return (value, path) => value === null ? null : check(value, path);
}
function orAbsent(check) {
  return (value, path) => value === void 0 ? null : check(value, path);
}
function list(check) {
  return (value, path) => Array.isArray(value) ? value.map((item, position) => check(item, `${path}/${position}`)) : mismatch(path, "a list", value);
}
function dictionary(check) {
  return (value, path) => Object.fromEntries(
    Object.entries(object(value, path)).map(([key, item]) => [key, check(item, `${path}/${key}`)])
  );
}
function record(fields) {
  return (value, path) => {
    const found = object(value, path);
    const entries = Object.entries(fields).map(([key, check]) => [key, check(found[key], `${path}/${key}`)]);
    return Object.fromEntries(entries);
  };
}
function partial(fields) {
  return (value, path) => {
    const found = object(value, path);
    const present = Object.entries(fields).filter(([key]) => found[key] !== void 0);
    const entries = present.map(([key, check]) => [key, check(found[key], `${path}/${key}`)]);
    return Object.fromEntries(entries);
  };
}
function tagged(variants) {
  const kinds = oneOf(...Object.keys(variants));
  return (value, path) => {
    const kind = kinds(object(value, path).kind, `${path}/kind`);
    const fields = variants[kind]?.(value, path);
    return { kind, ...fields };
  };
}
function object(value, path) {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : mismatch(path, "an object", value);
}
function mismatch(path, expected, value) {
  throw new Mismatch(path, expected, describe(value));
}
function describe(value) {
  if (value === void 0) return "nothing";
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `another ${typeof value}`;
}

// errors.ts
var checkFailure = tagged({
  not_running: record({ address: text }),
  timeout: record({ address: text, waited_s: count }),
  problem: record({ status: count, code: text, title: text, detail: orNull(text) }),
  bad_answer: record({ address: text, reason: text }),
  cancelled: record({}),
  disconnected: record({})
});
function succeeded(value) {
  return { ok: true, value };
}
function failed(failure) {
  return { ok: false, failure };
}

// service/contract.ts
var STANCES = ["disputes", "mixed", "supports", "context"];
var sentence = (value, path) => ({
  ...record({ id: text, text })(value, path),
  ...partial({ before: text, after: text })(value, path)
});
var pageFacts = partial({ url: text, title: text, published: text, language: text });
var checkContextRequest = record({
  sentences: list(sentence),
  page: pageFacts
});
var checkScanRequest = record({
  sentences: list(record({ id: text, text })),
  page: pageFacts
});
var differences = record({
  negation: flag,
  numbers: list(text),
  names: list(text),
  roles: list(text),
  dates: list(text),
  quantifiers: list(text),
  direction: list(text),
  modality: list(text)
});
var span = record({
  kind: oneOf(
    "negation",
    "number",
    "name",
    "role",
    "date",
    "quantifier",
    "direction",
    "modality",
    "attribution"
  ),
  sentence: orNull(range),
  claim: orNull(range)
});
var matchFields = {
  document_id: text,
  kind: oneOf("fact_check", "counter_report", "correction", "official_finding", "analysis"),
  stance: oneOf(...STANCES),
  relation: oneOf(...STANCES),
  side: oneOf("same", "opposite", "unclear"),
  probability: number,
  claim: record({ text, claimants: list(text), date: orNull(text) }),
  review: record({
    url: text,
    title: orNull(text),
    publisher: record({ name: text, site: text }),
    author: orNull(text),
    published: orNull(text),
    modified: orNull(text),
    language: text,
    licence: text,
    attribution: text
  }),
  rating: orNull(
    record({
      text,
      normalised: oneOf(
        "true",
        "mostly_true",
        "mixed",
        "misleading",
        "mostly_false",
        "false",
        "unproven",
        "satire",
        "unrated"
      )
    })
  ),
  rating_applies: flag,
  finding: orNull(text),
  timing: oneOf("before_page", "after_page", "unknown"),
  /** `differs` is null where the service did not compare the two texts. */
  why: record({
    similarity: number,
    shared: list(text),
    differs: orNull(differences),
    reported_by: orNull(text),
    spans: list(span)
  })
};
var relatedMatch = record(matchFields);
var match = record({ ...matchFields, also: list(relatedMatch) });
var builtIndex = record({ generation: text, documents: count, built_at: text });
var checkContextAnswer = record({
  index: builtIndex,
  results: list(
    record({
      id: text,
      status: oneOf("matched", "nothing_found", "too_short"),
      matches: list(match)
    })
  ),
  took_ms: number
});
var checkScanAnswer = record({
  index: builtIndex,
  results: list(
    record({
      id: text,
      check_worthiness: number,
      status: oneOf("matched", "nothing_found", "too_short", "not_a_claim"),
      matches: list(match)
    })
  ),
  took_ms: number
});
var checkIndexAnswer = record({
  generation: text,
  documents: count,
  built_at: text,
  kinds: dictionary(count),
  languages: dictionary(count),
  encoders: list(record({ name: text, weights_sha256: text, dimensions: count }))
});
var checkReadyAnswer = record({});
var checkProblem = record({
  type: text,
  title: text,
  status: count,
  code: text,
  detail: orAbsent(text),
  errors: orAbsent(list(record({ pointer: text, code: text, detail: text })))
});

// service/client.ts
var ANSWER_TIMEOUT_MS = 2e4;
async function askContext(service2, request, signal) {
  const outcome = await exchange(service2, "/v1/context", checkContextAnswer, signal, post(request));
  if (!outcome.ok || idsOf(outcome.value.results).join() === idsOf(request.sentences).join()) return outcome;
  return failed(badAnswer(service2, OTHER_SENTENCES));
}
var OTHER_SENTENCES = "the results are not those of the sentences asked about";
function idsOf(items) {
  return items.map(({ id }) => id);
}
function post(request) {
  return {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request)
  };
}
async function exchange(service2, path, check, signal, init = {}) {
  const deadline = AbortSignal.timeout(service2.timeout_ms);
  try {
    const response = await service2.fetch(`${service2.address}${path}`, {
      ...init,
      signal: AbortSignal.any([signal, deadline]),
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
      referrerPolicy: "no-referrer"
    });
    const body = await response.json();
    if (response.ok) return succeeded(check(body, ""));
    const { status, code, title, detail } = checkProblem(body, "");
    return failed({ kind: "problem", status, code, title, detail });
  } catch (cause) {
    if (signal.aborted) return failed({ kind: "cancelled" });
    if (deadline.aborted) return failed(timeout(service2));
    return failed(nameFailure(service2, cause));
  }
}
function nameFailure(service2, cause) {
  if (cause instanceof Mismatch) return badAnswer(service2, cause.message);
  if (cause instanceof SyntaxError) return badAnswer(service2, "it is not JSON");
  if (cause instanceof TypeError) return { kind: "not_running", address: service2.address };
  throw cause;
}
function timeout(service2) {
  return { kind: "timeout", address: service2.address, waited_s: Math.round(service2.timeout_ms / 1e3) };
}
function badAnswer(service2, reason) {
  return { kind: "bad_answer", address: service2.address, reason };
}

// words.ts
var PRODUCT = "Sidelight";
var STANCES2 = {
  disputes: "stance_disputes",
  mixed: "stance_mixed",
  supports: "stance_supports",
  context: "stance_context"
};
var KINDS = {
  fact_check: "kind_fact_check",
  counter_report: "kind_counter_report",
  correction: "kind_correction",
  official_finding: "kind_official_finding",
  analysis: "kind_analysis"
};
function stanceOfDocument({ say }, { kind, stance }) {
  return say("stance_of_document", say(KINDS[kind]), say(STANCES2[stance]));
}
var RELATIONS = {
  disputes: "relation_disputes",
  mixed: "relation_mixed",
  supports: "relation_supports",
  context: "relation_context"
};
function relationToSentence({ say }, { relation, side, why: { differs } }) {
  if (side === "unclear" && relation === "context") {
    const is_other = differs !== null && (differs.numbers.length > 0 || differs.names.length > 0);
    return is_other ? { title: say("relation_other_claim"), note: null } : { title: say("relation_unclear"), note: say("side_unclear") };
  }
  return { title: say(RELATIONS[relation]), note: side === "opposite" ? say("side_opposite") : null };
}
function ratingOfClaim({ say }, rating, rating_applies) {
  return say(rating_applies ? "rating_of_repeated_claim" : "rating_of_claim", rating);
}
function claimedBy({ say, listed }, claimants) {
  return say("claimed_by", listed(claimants));
}
var TIMINGS = {
  before_page: "timing_before_page",
  after_page: "timing_after_page",
  unknown: null
};
function timingOf({ say }, { timing }) {
  const key = TIMINGS[timing];
  return key === null ? null : say(key);
}
function differencesOf({ say, listed }, { why: { differs } }) {
  if (differs === null) return [];
  const words = [...differs.numbers, ...differs.names];
  return [
    ...differs.negation ? [say("one_is_negation")] : [],
    ...words.length > 0 ? [say("only_in_one", listed(words))] : []
  ];
}
var STANCES_COUNTED = {
  disputes: "count_disputes",
  mixed: "count_mixed",
  supports: "count_supports",
  context: "count_context"
};
function moreOnTheSameClaim(book2, also) {
  const counts = Object.entries(STANCES_COUNTED).flatMap(([stance, key]) => {
    const total = also.filter((match2) => match2.stance === stance).length;
    return total === 0 ? [] : [book2.counted(key, total)];
  });
  return book2.say("more_on_claim", book2.number(also.length), book2.listed(counts));
}
function othersWithoutContext({ counted }, nothing_found, too_short) {
  const lines = [
    ...nothing_found === 0 ? [] : [counted("others_nothing_found", nothing_found)],
    ...too_short === 0 ? [] : [counted("others_too_short", too_short)]
  ];
  return lines.length === 0 ? null : lines.join(" ");
}
function scanProgress({ say, counted, number: number2 }, answered2, sentences) {
  return answered2 < sentences ? say("scan_progress", number2(answered2), number2(sentences)) : counted("scan_done", sentences);
}
function limitsOf({ say, counted }, { left_out, is_cut }) {
  return [...left_out > 0 ? [counted("left_out", left_out)] : [], ...is_cut ? [say("is_cut")] : []];
}
function indexLine({ say, number: number2, date }, { index }) {
  return say("index_line", number2(index.documents), date(index.built_at));
}
function sentLine({ say, counted, all }, { sentences, page }, address) {
  const has_around = sentences.some(({ before, after }) => before !== void 0 || after !== void 0);
  const sent = [
    counted("sent_sentence", sentences.length),
    ...has_around ? [say("sent_around")] : [],
    ...page.url === void 0 ? [] : [say("sent_address")],
    ...page.title === void 0 ? [] : [say("sent_title")],
    ...page.published === void 0 ? [] : [say("sent_date")],
    ...page.language === void 0 ? [] : [say("sent_language")]
  ];
  return say("sent_line", address.replace("http://", ""), all(sent));
}
function countLine({ say, counted }, matches) {
  return matches === 0 ? say("announce_nothing") : counted("matches_found", matches);
}
function failureWords({ say }, failure) {
  const of = (title, text2, command = null, code = failure.kind) => ({
    title,
    text: text2,
    command,
    code,
    can_retry: failure.kind !== "disconnected"
  });
  switch (failure.kind) {
    case "not_running":
      return of(say("not_running_title"), say("not_running", failure.address), "make run");
    case "timeout":
      return of(say("timeout_title"), say("timeout", failure.address, String(failure.waited_s)));
    case "problem":
      return failure.code === "index_not_ready" ? of(say("index_not_ready_title"), failure.detail ?? say("index_not_ready"), null, failure.code) : of(failure.title, failure.detail ?? say("problem_title"), null, failure.code);
    case "bad_answer":
      return of(say("bad_answer_title"), say("bad_answer", failure.address, failure.reason));
    case "cancelled":
      return of(say("cancelled_title"), say("cancelled"));
    case "disconnected":
      return of(say("disconnected_title"), say("disconnected"));
  }
}

// sidebar/elements.ts
function element(name, attributes2, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes2)) {
    if (value !== null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}
function button(label, className, onClick) {
  const made = element("button", { type: "button", class: className }, label);
  made.addEventListener("click", onClick);
  return made;
}
function link(address, label, language, hint) {
  if (!isWebAddress(address)) return element("span", { class: "title", lang: language, dir: "auto" }, label);
  return element(
    "a",
    { class: "title", href: address, target: "_blank", rel: "noopener noreferrer" },
    element("span", { lang: language, dir: "auto" }, label),
    element("span", { class: "unseen" }, ` (${hint})`)
  );
}
function isWebAddress(address) {
  return URL.canParse(address) && ["http:", "https:"].includes(new URL(address).protocol);
}

// standing.ts
var checkStanding = record({ sidebar_side: oneOf("left", "right"), sidebar_width_px: count });
var AT_FIRST = { sidebar_side: "right", sidebar_width_px: 384 };
var NARROWEST_PX = 280;
var WIDEST_PX = 720;
var LEAST_PAGE_PX = 480;
function ofWidth(standing, width_px) {
  const sidebar_width_px = Math.round(Math.min(WIDEST_PX, Math.max(NARROWEST_PX, width_px)));
  return { ...standing, sidebar_width_px };
}
function onOtherSide(standing) {
  return { ...standing, sidebar_side: standing.sidebar_side === "right" ? "left" : "right" };
}
function styleOfSidebar({ sidebar_side, sidebar_width_px }) {
  const other = sidebar_side === "right" ? "left" : "right";
  return `:host { ${sidebar_side}: 0 !important; ${other}: auto !important; inline-size: min(${sidebar_width_px}px, 100%) !important; }.handle { ${other}: 0; } aside { border-${other}: 1px solid var(--rule); }`;
}
function styleOfPage({ sidebar_side, sidebar_width_px }) {
  const rest = `calc(100% - ${sidebar_width_px}px)`;
  return `@media screen and (min-width: ${sidebar_width_px + LEAST_PAGE_PX}px) {html { box-sizing: border-box !important; width: ${rest} !important; min-width: 0 !important; max-width: ${rest} !important; margin-${sidebar_side}: ${sidebar_width_px}px !important; }body { min-width: 0 !important; max-width: 100% !important; } }`;
}

// sidebar/frame.ts
var KEY_STEP_PX = 24;
function createFrame(book2, host, standings) {
  const sheet = new CSSStyleSheet();
  const of_page = new CSSStyleSheet();
  const handle = element("div", {
    class: "handle",
    role: "separator",
    tabindex: "0",
    "aria-orientation": "vertical",
    "aria-label": book2.say("width"),
    "aria-valuemin": String(NARROWEST_PX),
    "aria-valuemax": String(WIDEST_PX)
  });
  const mover = button(book2.say("move_side"), "move", () => choose(onOtherSide(standing)));
  let standing = AT_FIRST;
  function stand(at) {
    standing = at;
    sheet.replaceSync(styleOfSidebar(at));
    of_page.replaceSync(styleOfPage(at));
    handle.setAttribute("aria-valuenow", String(at.sidebar_width_px));
  }
  function choose(at) {
    stand(at);
    void standings.save(at);
  }
  function widthAt({ clientX }) {
    const { left, right } = host.getBoundingClientRect();
    return standing.sidebar_side === "right" ? right - clientX : clientX - left;
  }
  handle.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener("pointermove", (event) => {
    if (handle.hasPointerCapture(event.pointerId)) stand(ofWidth(standing, widthAt(event)));
  });
  handle.addEventListener("lostpointercapture", () => choose(standing));
  handle.addEventListener("keydown", ({ key }) => {
    const outward = standing.sidebar_side === "right" ? "ArrowLeft" : "ArrowRight";
    if (key !== "ArrowLeft" && key !== "ArrowRight") return;
    const step = key === outward ? KEY_STEP_PX : -KEY_STEP_PX;
    choose(ofWidth(standing, standing.sidebar_width_px + step));
  });
  stand(AT_FIRST);
  void standings.read().then(stand);
  return {
    handle,
    mover,
    sheet,
    open() {
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, of_page];
    },
    close() {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== of_page);
    }
  };
}

// sidebar/style.css?raw
var style_default = `/* biome-ignore-all lint/complexity/noImportantStyles: only an important rule of ours outranks a page's important one. */

/*
 * A margin note: serif for what is quoted, sans serif for what Sidelight says, one ink, one rule.
 * \`all: initial\` with !important on the host outranks whatever a page says to every element, and makes 1em
 * the reader's own font size rather than the page's. Meaning is never carried by colour.
 */

:host {
  all: initial !important;
  position: fixed !important;
  inset-block: 0 !important;
  display: block !important;
  z-index: 2147483647 !important;
  color-scheme: light dark !important;

  --paper: #fcfbf8;
  --ink: #22211e;
  --soft-ink: #5c5952;
  --rule: #d9d5cb;
  --link: #1f4a7a;
  --sans: system-ui, sans-serif;
  --serif: Charter, "Iowan Old Style", "Source Serif 4", Georgia, "Noto Serif", serif;
}

@media (prefers-color-scheme: dark) {
  :host {
    --paper: #1d1c1a;
    --ink: #e9e6df;
    --soft-ink: #b0aba0;
    --rule: #45423c;
    --link: #a5c8f0;
  }
}

* {
  box-sizing: border-box;
}

aside {
  display: flex;
  flex-direction: column;
  block-size: 100%;
  background: var(--paper);
  color: var(--ink);
  font: 0.9375em / 1.5 var(--sans);
  text-align: start;
  overflow-wrap: anywhere;
}

.handle {
  position: absolute;
  inset-block: 0;
  inline-size: 8px;
  cursor: ew-resize;
  touch-action: none;
}

.handle:hover,
.handle:focus-visible {
  background: var(--link);
  outline: none;
}

:focus-visible {
  outline: 2px solid var(--link);
  outline-offset: 2px;
}

/* Drawn, not laid out: a border that comes and goes would move the text under a click. */
aside:focus-visible {
  box-shadow: inset 1px 0 0 var(--link);
  outline: none;
}

header {
  display: flex;
  align-items: center;
  justify-content: space-between;
  padding: 0.7em 0.8em 0.7em 1.4em;
  border-bottom: 1px solid var(--rule);
}

.body {
  flex: 1;
  padding: 1.2em 1.4em 2em;
  overflow-y: auto;
  overscroll-behavior: contain;
}

h2,
h3,
h4,
p,
ul,
blockquote,
pre {
  margin: 0;
  padding: 0;
}

h2 {
  font: 600 1.05em / 1.3 var(--serif);
  letter-spacing: 0.01em;
}

h3 {
  margin-bottom: 0.4em;
  font: 600 1.1em / 1.35 var(--serif);
}

.label {
  margin: 0 0 0.15em;
  color: var(--soft-ink);
  font: 500 0.8em / 1.4 var(--sans);
}

.sentence {
  margin-bottom: 1.3em;
}

.sentence-text {
  max-block-size: 12em;
  overflow-y: auto;
  font: italic 1.08em / 1.45 var(--serif);
}

.match {
  padding: 1.2em 0;
  border-top: 1px solid var(--rule);
}

.relation {
  font: 600 1.1em / 1.35 var(--serif);
}

.limit,
.rest {
  color: var(--soft-ink);
  font-size: 0.88em;
}

.rest {
  padding: 1em 0;
  border-top: 1px solid var(--rule);
}

.claim {
  margin: 0.8em 0;
  padding-inline-start: 0.9em;
  border-inline-start: 2px solid var(--rule);
}

.claim-text {
  font: 1.02em / 1.45 var(--serif);
}

.claimants {
  color: var(--soft-ink);
  font-size: 0.88em;
}

.stance {
  margin-top: 0.5em;
}

.finding {
  margin: 0.8em 0;
}

.source {
  margin-top: 0.8em;
}

.title {
  font: 600 1.02em / 1.4 var(--serif);
}

a {
  display: inline-block;
  min-block-size: 24px;
  color: var(--link);
  text-decoration: underline;
  text-decoration-thickness: 1px;
  text-underline-offset: 0.15em;
}

a:hover {
  text-decoration-thickness: 2px;
}

.facts {
  list-style: none;
  font-size: 0.9em;
}

.facts li {
  display: inline;
}

.facts li:first-child {
  font-weight: 600;
}

.facts time {
  white-space: nowrap;
}

.facts li:not(:last-child)::after {
  content: " · ";
}

.licence,
.code,
footer {
  color: var(--soft-ink);
  font-size: 0.8em;
}

.licence {
  margin-top: 0.3em;
}

details {
  margin-top: 1em;
}

summary {
  min-block-size: 24px;
  cursor: pointer;
  font-size: 0.93em;
}

details .match {
  margin-inline-start: 0.9em;
}

details .match:first-of-type {
  margin-top: 0.6em;
}

button {
  min-block-size: 2.2em;
  padding: 0.25em 1em;
  border: 1px solid var(--soft-ink);
  border-radius: 4px;
  background: transparent;
  color: var(--ink);
  font: 500 1em / 1.4 var(--sans);
  cursor: pointer;
}

button:hover {
  border-color: var(--ink);
}

.move {
  margin-inline-start: auto;
}

.move,
.close {
  padding: 0.25em 0.6em;
  border-color: transparent;
  color: var(--soft-ink);
}

pre {
  margin: 0.7em 0;
  padding: 0.5em 0.8em;
  border: 1px solid var(--rule);
  border-radius: 4px;
  white-space: pre-wrap;
}

code {
  font:
    0.95em ui-monospace,
    monospace;
}

.retry {
  margin: 0.8em 0;
}

footer {
  margin-top: 1em;
  padding-top: 1em;
  border-top: 1px solid var(--rule);
}

.busy::before {
  content: "";
  display: block;
  block-size: 2px;
  margin-bottom: 0.8em;
  background: linear-gradient(90deg, transparent, var(--soft-ink), transparent) no-repeat 0 0 / 40% 100%;
  animation: pass 1.6s ease-in-out infinite alternate;
}

@keyframes pass {
  to {
    background-position: 100% 0;
  }
}

@media (prefers-reduced-motion: reduce) {
  .busy::before {
    background: var(--rule);
    animation: none;
  }
}

@media (forced-colors: active) {
  aside {
    border-color: CanvasText;
  }

  aside:focus-visible {
    outline: 2px solid Highlight;
    outline-offset: -3px;
  }
}

.unseen {
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
`;

// sidebar/panel.ts
var SIDEBAR_ELEMENT = "sidelight-sidebar";
function createPanel(book2, standings, onClose) {
  for (const orphan of document.querySelectorAll(SIDEBAR_ELEMENT)) orphan.remove();
  const host = document.createElement(SIDEBAR_ELEMENT);
  const body = element("div", { class: "body" });
  const status = element("p", { class: "unseen", role: "status" });
  const close_button = button(book2.say("close"), "close", onClose);
  const frame = createFrame(book2, host, standings);
  const header = element("header", {}, element("h2", {}, PRODUCT), frame.mover, close_button);
  const aside = element(
    "aside",
    { tabindex: "-1", "aria-label": book2.say("sidebar_label"), lang: book2.language, dir: book2.direction },
    header,
    status,
    body
  );
  host.popover = "manual";
  const shadow = host.attachShadow({ mode: "open" });
  applyStyle(shadow, frame.sheet);
  shadow.append(frame.handle, aside);
  let place = null;
  for (const kind of ["keydown", "keypress", "keyup"]) {
    host.addEventListener(kind, (event) => {
      event.stopPropagation();
      if (kind === "keydown" && event.key === "Escape") onClose();
    });
  }
  const closeOnEscape = (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) onClose();
  };
  return {
    open() {
      if (document.activeElement !== host) place = rememberPlace();
      if (!host.isConnected) {
        document.documentElement.append(host);
        host.showPopover();
        frame.open();
        document.addEventListener("keydown", closeOnEscape);
      }
      aside.focus({ preventScroll: true });
    },
    show(content, announcement) {
      const held_focus = body.contains(shadow.activeElement);
      body.replaceChildren(...content);
      body.scrollTop = 0;
      status.textContent = announcement;
      if (held_focus) aside.focus({ preventScroll: true });
    },
    close() {
      document.removeEventListener("keydown", closeOnEscape);
      host.remove();
      frame.close();
      place?.restore();
      place = null;
    }
  };
}
function rememberPlace() {
  const focused = document.activeElement;
  const selection = document.getSelection();
  const range2 = selection !== null && selection.rangeCount > 0 ? selection.getRangeAt(0).cloneRange() : null;
  return {
    restore() {
      if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
      if (range2 === null || selection === null || !selection.isCollapsed) return;
      selection.removeAllRanges();
      selection.addRange(range2);
    }
  };
}
function applyStyle(shadow, of_frame) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style_default);
  shadow.adoptedStyleSheets = [sheet, of_frame];
}

// sidebar/scanning.ts
var FIRST_PART = 16;
var LATER_PARTS = 48;
function partsOf({ request }) {
  const { sentences, page } = request;
  const starts = [0];
  for (let start = FIRST_PART; start < sentences.length; start += LATER_PARTS) starts.push(start);
  return starts.map((start, position) => ({ sentences: sentences.slice(start, starts[position + 1]), page }));
}
async function askInParts({ ask }, article, signal, onAnswer) {
  for (const part of partsOf(article)) {
    const asked2 = await ask(part, signal);
    if (signal.aborted) return { kind: "cancelled" };
    if (!asked2.ok) return asked2.failure;
    onAnswer(asked2.answer, asked2.address);
  }
  return null;
}

// sidebar/scan.ts
function reduceScan(state, event) {
  if (event.kind === "scan_began") return begun(event.run, event.article);
  if (state.phase !== "scan") return state;
  switch (event.kind) {
    case "scan_answered": {
      if (!isUnderWay(state, event.run)) return state;
      const { answer, address } = event;
      return { ...state, sentences: answered(state.sentences, answer), index: answer.index, address };
    }
    case "scan_ended": {
      if (!isUnderWay(state, event.run) || event.failure?.kind === "cancelled") return state;
      return { ...state, is_over: true, failure: event.failure };
    }
    case "mark_clicked":
      return { ...state, chosen: event.id };
    case "sentences_lost":
      return {
        ...state,
        sentences: state.sentences.map((each) => ({ ...each, is_lost: event.ids.includes(each.id) }))
      };
  }
}
function answeredCount({ sentences }) {
  return sentences.filter(({ status }) => status !== "waiting").length;
}
function sentencesWithContext({ sentences }) {
  return sentences.filter(({ status }) => status === "matched");
}
function begun(run, article) {
  return {
    phase: "scan",
    run,
    article,
    sentences: article.request.sentences.map(({ id, text: text2 }) => ({
      id,
      text: text2,
      status: "waiting",
      check_worthiness: 0,
      matches: [],
      is_lost: false
    })),
    chosen: null,
    index: null,
    address: null,
    is_over: false,
    failure: null
  };
}
function isUnderWay(state, run) {
  return state.run === run && !state.is_over;
}
function answered(sentences, { results }) {
  const by_id = new Map(results.map((result) => [result.id, result]));
  return sentences.map((sentence2) => {
    const { status, check_worthiness, matches } = by_id.get(sentence2.id) ?? sentence2;
    return { ...sentence2, status, check_worthiness, matches };
  });
}

// sidebar/state.ts
function reduce(state, event) {
  switch (event.kind) {
    case "nothing_selected":
      return { phase: "no_selection" };
    case "asked":
      return { phase: "busy", run: event.run, question: event.question };
    case "answered": {
      if (!isAwaited(state, event.run)) return state;
      const { answer, address } = event;
      return { phase: "answered", run: state.run, question: state.question, answer, address };
    }
    case "failed": {
      if (!isAwaited(state, event.run) || event.failure.kind === "cancelled") return state;
      return { phase: "failed", run: state.run, question: state.question, failure: event.failure };
    }
    case "no_article_found":
      return { phase: "no_article" };
    default:
      return reduceScan(state, event);
  }
}
function isAwaited(state, run) {
  return state.phase === "busy" && state.run === run;
}

// sidebar/card.ts
function renderMatch(book2, match2) {
  const card = renderDocument(book2, match2);
  if (match2.also.length > 0) {
    card.append(
      element(
        "details",
        {},
        element("summary", {}, moreOnTheSameClaim(book2, match2.also)),
        ...match2.also.map((other) => renderDocument(book2, other))
      )
    );
  }
  return card;
}
function renderDocument(book2, match2) {
  const { title, note } = relationToSentence(book2, match2);
  const limits = [note, ...differencesOf(book2, match2)].filter((line) => line !== null);
  return element(
    "article",
    { class: "match", "data-document-id": match2.document_id },
    element("h4", { class: "relation" }, title),
    ...limits.map((line) => element("p", { class: "limit" }, line)),
    renderClaim(book2, match2),
    match2.finding === null ? null : element(
      "div",
      { class: "finding" },
      element("p", { class: "label" }, book2.say("what_it_found")),
      element("p", { dir: "auto" }, match2.finding)
    ),
    renderSource(book2, match2)
  );
}
function renderClaim(book2, match2) {
  const { claim, rating, rating_applies } = match2;
  const said = [
    claim.claimants.length > 0 ? claimedBy(book2, claim.claimants) : null,
    claim.date === null ? null : book2.date(claim.date)
  ].filter((part) => part !== null);
  return element(
    "div",
    { class: "claim" },
    element("p", { class: "label" }, book2.say("claim_as_checked")),
    element("blockquote", { class: "claim-text", dir: "auto" }, claim.text),
    said.length === 0 ? null : element("p", { class: "claimants" }, said.join(", ")),
    element("p", { class: "stance" }, stanceOfDocument(book2, match2)),
    rating === null ? null : element("p", { class: "rating" }, ratingOfClaim(book2, rating.text, rating_applies))
  );
}
function renderSource(book2, match2) {
  const { review } = match2;
  const is_foreign = review.language !== book2.language;
  const language = is_foreign ? review.language : null;
  const facts = [
    `${review.publisher.name} (${review.publisher.site})`,
    review.author,
    review.published === null ? null : published(book2, review.published),
    timingOf(book2, match2),
    is_foreign ? book2.languageName(review.language) : null
  ];
  return element(
    "div",
    { class: "source" },
    element("p", {}, link(review.url, review.title ?? review.url, language, book2.say("opens_new_tab"))),
    element(
      "ul",
      { class: "facts" },
      ...facts.filter((fact) => fact !== null).map((fact) => element("li", {}, fact))
    ),
    element("p", { class: "licence" }, `${review.attribution} · ${review.licence}`)
  );
}
function published(book2, date) {
  return element("time", { datetime: date }, book2.date(date));
}

// sidebar/view.ts
function render(book2, state, actions) {
  switch (state.phase) {
    case "no_selection":
      return [
        heading(book2.say("no_selection_title")),
        paragraph(book2.say("no_selection")),
        ...actions.checkArticle === null ? [] : [button(book2.say("check_article"), "check-article", actions.checkArticle)]
      ];
    case "no_article":
      return [heading(book2.say("no_article_title")), paragraph(book2.say("no_article"))];
    case "scan":
      return renderScan(book2, state, actions);
    case "busy":
      return [...asked(book2, state.question), element("p", { class: "busy" }, book2.say("busy"))];
    case "answered":
      return [...renderResults(book2, state), renderFooter(book2, state)];
    case "failed":
      return [...asked(book2, state.question), renderFailure(book2, state.failure, actions)];
  }
}
function announce(book2, state) {
  switch (state.phase) {
    case "no_selection":
      return book2.say("no_selection_title");
    case "busy":
      return book2.say("busy");
    case "answered":
      return countLine(
        book2,
        state.answer.results.reduce((sum, result) => sum + result.matches.length, 0)
      );
    case "failed":
      return failureWords(book2, state.failure).title;
    case "no_article":
      return book2.say("no_article_title");
    case "scan":
      return scanProgress(book2, answeredCount(state), state.sentences.length);
  }
}
function renderResults(book2, { question, answer }) {
  const { sentences } = question.request;
  const pairs = sentences.flatMap((sentence2) => {
    const result = answer.results.find(({ id }) => id === sentence2.id);
    return result === void 0 ? [] : [{ sentence: sentence2, result }];
  });
  const matched = pairs.filter(({ result }) => result.status === "matched");
  if (matched.length === 0)
    return [
      ...asked(book2, question),
      paragraph(
        emptyResult(
          book2,
          pairs.map(({ result }) => result)
        )
      )
    ];
  const rest = othersWithoutContext(
    book2,
    pairs.filter(({ result }) => result.status === "nothing_found").length,
    pairs.filter(({ result }) => result.status === "too_short").length
  );
  return [
    ...matched.map(
      ({ sentence: sentence2, result }) => element(
        "section",
        { class: "result" },
        renderSentence(book2, sentence2),
        ...result.matches.map((match2) => renderMatch(book2, match2))
      )
    ),
    ...rest === null ? [] : [paragraph(rest, "rest")],
    ...limitsOf(book2, question).map((line) => paragraph(line, "limit"))
  ];
}
function emptyResult(book2, results) {
  return results.every(({ status }) => status === "too_short") ? book2.say("too_short") : book2.counted("nothing_found", results.length);
}
function asked(book2, question) {
  const { sentences } = question.request;
  const whole = sentences.map(({ text: text2 }) => text2).join(" ");
  return [
    renderSentence(book2, { id: "selection", text: whole }),
    ...limitsOf(book2, question).map((line) => paragraph(line, "limit"))
  ];
}
function renderSentence(book2, { text: text2 }) {
  return element(
    "div",
    { class: "sentence" },
    element("h3", { class: "label" }, book2.say("your_sentence")),
    element("blockquote", { class: "sentence-text", dir: "auto" }, text2)
  );
}
function renderScan(book2, state, actions) {
  return [
    element(
      "p",
      { class: state.is_over ? "progress" : "progress busy" },
      scanProgress(book2, answeredCount(state), state.sentences.length)
    ),
    ...sentencesWithContext(state).map(
      (sentence2) => element(
        "section",
        {
          class: "result",
          "data-sentence-id": sentence2.id,
          "aria-current": state.chosen === sentence2.id ? "true" : null
        },
        button(sentence2.text, "sentence-text", () => actions.goTo(sentence2.id)),
        sentence2.is_lost ? paragraph(book2.say("sentence_lost"), "limit") : null,
        ...sentence2.matches.map((match2) => renderMatch(book2, match2))
      )
    ),
    ...state.failure === null ? [] : [renderFailure(book2, state.failure, actions)]
  ];
}
function renderFailure(book2, failure, { retry }) {
  const { title, text: text2, command, code, can_retry } = failureWords(book2, failure);
  return element(
    "section",
    { class: "failure" },
    heading(title),
    paragraph(text2),
    command === null ? null : element("pre", {}, element("code", {}, command)),
    can_retry ? button(book2.say("try_again"), "retry", retry) : null,
    element("p", { class: "code" }, book2.say("code_line", code))
  );
}
function renderFooter(book2, { answer, question, address }) {
  return element(
    "footer",
    {},
    element("p", {}, indexLine(book2, answer)),
    element("p", {}, sentLine(book2, question.request, address))
  );
}
function heading(text2) {
  return element("h3", {}, text2);
}
function paragraph(text2, className = null) {
  return element("p", { class: className }, text2);
}

// sidebar/sidebar.ts
function createSidebar(book2, ask, scanning, standings) {
  let state = { phase: "no_selection" };
  let run = 0;
  let current = new AbortController();
  let scanned = null;
  const panel = createPanel(book2, standings, close);
  function apply(event) {
    const next = reduce(state, event);
    if (next === state && event.kind !== "nothing_selected") return;
    state = next;
    panel.show(render(book2, state, actions), announce(book2, state));
  }
  const actions = {
    retry,
    checkArticle: scanning === null ? null : () => void checkArticle(),
    goTo: (id) => scanned?.goTo(id)
  };
  function close() {
    current.abort();
    panel.close();
  }
  function retry() {
    if (state.phase === "failed") void lookUp(state.question);
    if (state.phase === "scan") void checkArticle();
  }
  function begin() {
    current.abort();
    current = new AbortController();
    scanned = null;
    run += 1;
    panel.open();
    return run;
  }
  async function lookUp(question) {
    const own_run = begin();
    if (question === null) {
      apply({ kind: "nothing_selected" });
      return;
    }
    apply({ kind: "asked", run: own_run, question });
    const asked2 = await ask(question.request, current.signal);
    if (asked2.ok) apply({ kind: "answered", run: own_run, answer: asked2.answer, address: asked2.address });
    else apply({ kind: "failed", run: own_run, failure: asked2.failure });
  }
  async function checkArticle() {
    if (scanning === null) return;
    const own_run = begin();
    const { signal } = current;
    const read2 = scanning.read(
      {
        markClicked: (id) => apply({ kind: "mark_clicked", id }),
        sentencesLost: (ids) => apply({ kind: "sentences_lost", ids })
      },
      signal
    );
    if (read2 === null) {
      apply({ kind: "no_article_found" });
      return;
    }
    scanned = read2;
    apply({ kind: "scan_began", run: own_run, article: read2.article });
    const failure = await askInParts(scanning, read2.article, signal, (answer, address) => {
      apply({ kind: "scan_answered", run: own_run, answer, address });
      read2.mark(answer.results.filter(({ status }) => status === "matched").map(({ id }) => id));
    });
    apply({ kind: "scan_ended", run: own_run, failure });
  }
  return { lookUp, checkArticle, close };
}

// reading-page/askButton.css?raw
var askButton_default = ":host {\n  all: initial;\n  position: absolute;\n  z-index: 1;\n  color-scheme: light dark;\n}\n\nbutton {\n  min-block-size: 2em;\n  padding: 0.2em 0.9em;\n  border: 1px solid #5c5952;\n  border-radius: 4px;\n  background: light-dark(#fcfbf8, #1d1c1a);\n  color: light-dark(#22211e, #e9e6df);\n  box-shadow: 0 1px 4px rgb(0 0 0 / 20%);\n  font:\n    500 0.9em / 1.4 system-ui,\n    sans-serif;\n  cursor: pointer;\n}\n\nbutton:focus-visible {\n  outline: 2px solid light-dark(#1f4a7a, #a5c8f0);\n  outline-offset: 2px;\n}\n";

// reading-page/askButton.ts
var GAP_PX = 6;
function createAskButton(label, onClick) {
  const host = document.createElement("sidelight-ask");
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(askButton_default);
  shadow.adoptedStyleSheets = [sheet];
  const ask = button(label, "ask", onClick);
  ask.setAttribute("aria-keyshortcuts", "Control+Enter Meta+Enter");
  ask.addEventListener("pointerdown", (event) => event.preventDefault());
  shadow.append(ask);
  return {
    follow(range2) {
      if (range2 === null) {
        host.remove();
        return;
      }
      const block = blockAtEnd(range2);
      if (block.nextSibling !== host) block.after(host);
      const lines = range2.getClientRects();
      const last = lines[lines.length - 1] ?? range2.getBoundingClientRect();
      host.style.setProperty("top", `${last.bottom + scrollY + GAP_PX}px`);
      host.style.setProperty("left", `${Math.max(GAP_PX, last.right + scrollX - host.offsetWidth)}px`);
    }
  };
}
function blockAtEnd(range2) {
  const { endContainer: end } = range2;
  const element2 = end instanceof Element ? end : end.parentElement;
  return element2?.closest("p, li, blockquote, h1, h2, h3, figcaption, article") ?? document.body;
}

// reading-page/main.ts
var service = {
  address: location.origin,
  fetch: fetch.bind(globalThis),
  timeout_ms: ANSWER_TIMEOUT_MS
};
var book = createPhrasebook(
  Object.fromEntries(Object.entries(messages_default).map(([key, { message }]) => [key, message]))
);
var sidebar = createSidebar(
  book,
  async (request, signal) => {
    const outcome = await askContext(service, request, signal);
    return outcome.ok ? { ok: true, answer: outcome.value, address: service.address } : outcome;
  },
  null,
  // The page stores nothing, so the sidebar stands where it does at first whenever it is loaded.
  { read: () => Promise.resolve(AT_FIRST), save: () => Promise.resolve() }
);
var ask_button = createAskButton(book.say("find_context"), lookUpSelection);
document.addEventListener("selectionchange", () => ask_button.follow(selectedRange()));
document.addEventListener("keydown", (event) => {
  const is_ask_key = event.key === "Enter" && (event.ctrlKey || event.metaKey);
  if (is_ask_key && selectedRange() !== null) {
    event.preventDefault();
    lookUpSelection();
  }
});
for (const sample of document.querySelectorAll("[data-sidelight-sentence]")) offerSample(sample);
function lookUpSelection() {
  ask_button.follow(null);
  void sidebar.lookUp(readQuestion(document, ({ shadowRoot }) => shadowRoot, null, false));
}
function offerSample(sample) {
  sample.addEventListener("click", () => {
    const ended_a_selection = selectedRange()?.intersectsNode(sample) ?? false;
    if (!ended_a_selection) lookUpSample(sample);
  });
  if (sample instanceof HTMLButtonElement) return;
  sample.setAttribute("role", "button");
  sample.tabIndex = 0;
  sample.addEventListener("pointerdown", () => {
    sample.removeAttribute("tabindex");
    document.addEventListener("pointerup", () => sample.tabIndex = 0, { once: true });
  });
  sample.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    lookUpSample(sample);
  });
}
function lookUpSample(sample) {
  const text2 = sample.getAttribute("data-sidelight-sentence") ?? "";
  const selected = text2 === "" ? readElement(sample) : { text: text2, before: "", after: "", language: null };
  void sidebar.lookUp(selected === null ? null : toQuestion(document, selected));
}
function selectedRange() {
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range2 = selection.getRangeAt(0);
  const { commonAncestorContainer: common } = range2;
  const element2 = common instanceof Element ? common : common.parentElement;
  return element2?.closest("article") && range2.toString().trim() !== "" ? range2 : null;
}
