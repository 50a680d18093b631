// Built from extension/reading-page by: npm --prefix extension run reading-page. Do not edit.

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

// service/contract.ts
var STANCES = ["disputes", "mixed", "supports", "context"];
var pageFacts = partial({ url: text, title: text, published: text, language: text });
var KINDS = ["fact_check", "counter_report", "correction", "official_finding", "analysis"];
var checkKind = oneOf(...KINDS);
var checkWishes = partial({ min_probability: number, kinds: list(checkKind), languages: list(text) });
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
var correction = record({
  document_id: text,
  url: text,
  title: orNull(text),
  published: orNull(text),
  finding: orNull(text),
  passage: orNull(text)
});
var matchFields = {
  document_id: text,
  kind: checkKind,
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
  /** Words of the page itself, exactly as they stand there, from which its part about the claim can be found. */
  passage: orNull(text),
  /** Of the claim's text and the finding; the page itself is in `review.language`. */
  text_language: text,
  timing: oneOf("before_page", "after_page", "unknown"),
  corrections: list(correction),
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

// choices.ts
var CERTAINTIES = ["sure", "usual", "more"];
var AS_SHIPPED = { certainty: "usual", kinds: [], languages: [] };
var checkStored = record({
  certainty: orAbsent(oneOf(...CERTAINTIES)),
  kinds: orAbsent(list(checkKind)),
  languages: orAbsent(list(text))
});
var LEAST_PROBABILITY = { sure: 0.9, usual: null, more: 0.25 };
function wishesOf({ certainty, kinds, languages }) {
  const least = LEAST_PROBABILITY[certainty];
  return {
    ...least !== null && { min_probability: least },
    ...kinds.length > 0 && { kinds },
    ...languages.length > 0 && { languages }
  };
}

// kept.ts
var checkWrongMatch = record({
  sentence: text,
  document_id: text,
  claim: text,
  address: text,
  relation: text,
  generation: text,
  marked_on: text
});
var checkStored2 = record({
  muted_publishers: orAbsent(list(text)),
  muted_sites: orAbsent(list(text)),
  quiet_on: orAbsent(text),
  wrong_matches: orAbsent(list(checkWrongMatch))
});
var NOTHING_KEPT = {
  muted_publishers: [],
  muted_sites: [],
  quiet_on: null,
  wrong_matches: []
};
function keep(kept, keeping) {
  switch (keeping.kind) {
    case "publisher_muted":
      return { ...kept, muted_publishers: withOne(kept.muted_publishers, keeping.site) };
    case "publisher_unmuted":
      return { ...kept, muted_publishers: without(kept.muted_publishers, keeping.site) };
    case "site_muted":
      return { ...kept, muted_sites: withOne(kept.muted_sites, keeping.site) };
    case "site_unmuted":
      return { ...kept, muted_sites: without(kept.muted_sites, keeping.site) };
    case "quiet_until_tomorrow":
      return { ...kept, quiet_on: keeping.day };
    case "quiet_no_more":
      return { ...kept, quiet_on: null };
    case "match_marked_wrong":
      return { ...kept, wrong_matches: [...others(kept, keeping.match), keeping.match] };
    case "match_unmarked":
      return { ...kept, wrong_matches: others(kept, keeping.match) };
  }
}
function isMarkedWrong(kept, sentence, document_id) {
  return kept.wrong_matches.some((wrong) => wrong.sentence === sentence && wrong.document_id === document_id);
}
function quietReason(kept, site, today) {
  if (kept.quiet_on === today) return "today";
  return site !== null && kept.muted_sites.includes(site) ? "site" : null;
}
function dayOf(moment) {
  const part = (value) => String(value).padStart(2, "0");
  return `${moment.getFullYear()}-${part(moment.getMonth() + 1)}-${part(moment.getDate())}`;
}
function others({ wrong_matches }, { sentence, document_id }) {
  return wrong_matches.filter((wrong) => wrong.sentence !== sentence || wrong.document_id !== document_id);
}
function withOne(list_of, one) {
  return list_of.includes(one) ? list_of : [...list_of, one];
}
function without(list_of, one) {
  return list_of.filter((each) => each !== one);
}

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
  const published = readPublished(page);
  const language = primaryLanguage(nearest_language ?? page.documentElement.lang);
  return {
    ...url && { url },
    ...title && { title },
    ...published && { published },
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
  const without_notes = text2.replace(/\[\d{1,3}\]/g, (note) => " ".repeat(note.length));
  const segmenter = new Intl.Segmenter(language, { granularity: "sentence" });
  for (const { segment, index } of segmenter.segment(without_notes)) {
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
  const tag = messages.locale_tag ?? "en";
  const language = new Intl.Locale(tag).language;
  const direction = RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr";
  const isolate = isolated(direction);
  const fill = (message, values) => filled(message, values.map(isolate));
  const say = (key, ...values) => fill(messages[key] ?? key, values);
  const plural = new Intl.PluralRules(tag);
  const number2 = (value) => value.toLocaleString(tag);
  const conjunction = new Intl.ListFormat(tag);
  const unit = new Intl.ListFormat(tag, { type: "unit" });
  const clock = new Intl.DateTimeFormat(tag, { hour: "2-digit", minute: "2-digit" });
  return {
    language,
    direction,
    say,
    counted(key, total, ...values) {
      const form = messages[`${key}_${plural.select(total)}`] ?? messages[`${key}_other`] ?? key;
      return fill(form, [number2(total), ...values]);
    },
    number: number2,
    all: (parts) => conjunction.format(parts.map(isolate)),
    listed: (parts) => unit.format(parts.map(isolate)),
    date: (iso) => dateInWords(iso, tag),
    time: (moment) => clock.format(moment),
    languageName: (of) => languageInWords(of, tag)
  };
}
function isolated(direction) {
  return (value) => direction === "rtl" && /\p{Script=Latin}/u.test(value) ? `⁨${value}⁩` : value;
}
function filled(message, values) {
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
    message: "Sidelight can’t run on this page: the browser keeps extensions out of it. Ask again to see the answer in the browser’s side panel."
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
  opens_at_passage: {
    message: "opens in a new tab, at the passage"
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
  check_site: {
    message: "Check every article on this site"
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
    message: "Looked up $1 of $2 sentences."
  },
  scan_done_one: {
    message: "Looked up $1 sentence."
  },
  scan_done_other: {
    message: "Looked up $1 sentences."
  },
  corrected_since: {
    message: "Corrected since"
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
    message: "Only in one of the two: $1."
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
    message: "$1 document found."
  },
  matches_found_other: {
    message: "$1 documents found."
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
  },
  reported_by: {
    message: "Reported as said by $1."
  },
  differs_figures: {
    message: "They checked $1, this says $2."
  },
  differs_words: {
    message: "They checked “$1”, this says “$2”."
  },
  only_here: {
    message: "Only in your sentence: $1."
  },
  only_there: {
    message: "Only in the claim they checked: $1."
  },
  rated_by: {
    message: "Rated by $1: “$2”"
  },
  publishers_disagree: {
    message: "Publishers disagree about this claim:"
  },
  stance_with_publishers: {
    message: "$1: $2"
  },
  publishers_more_one: {
    message: "$1 more"
  },
  publishers_more_other: {
    message: "$1 more"
  },
  modified: {
    message: "changed $1"
  },
  this_article: {
    message: "this article"
  },
  timeline: {
    message: "Timeline. This article: $1. $2."
  },
  timeline_document: {
    message: "$1: $2"
  },
  uses: {
    message: "Cite, hide or object"
  },
  copy_citation: {
    message: "Copy a citation"
  },
  cite_plain: {
    message: "Plain text"
  },
  cite_markdown: {
    message: "Markdown"
  },
  cite_html: {
    message: "HTML"
  },
  copied: {
    message: "Copied."
  },
  not_copied: {
    message: "The browser did not let it be copied."
  },
  wrong_match: {
    message: "Not about this sentence"
  },
  mute_publisher: {
    message: "Show nothing from $1"
  },
  marked_wrong: {
    message: "Marked as not about this sentence: $1"
  },
  muted_here_one: {
    message: "$1 document from a publisher that you don’t want to see ($2) is not shown."
  },
  muted_here_other: {
    message: "$1 documents from publishers that you don’t want to see ($2) are not shown."
  },
  undo: {
    message: "Undo"
  },
  show_again: {
    message: "Show again"
  },
  arrange: {
    message: "Filter and sort"
  },
  kinds: {
    message: "Kinds"
  },
  languages: {
    message: "Languages"
  },
  sort_by: {
    message: "Sort by"
  },
  order_relevance: {
    message: "relevance"
  },
  order_newest: {
    message: "newest first"
  },
  order_oldest: {
    message: "oldest first"
  },
  shown_of: {
    message: "$1 of $2 shown"
  },
  all_filtered: {
    message: "Nothing is left to show with these filters."
  },
  quiet_site_title: {
    message: "Sidelight is quiet on this site"
  },
  quiet_site: {
    message: "You asked it to stay quiet here. Nothing was looked up, and nothing left this page."
  },
  quiet_today_title: {
    message: "Sidelight is quiet today"
  },
  quiet_today: {
    message: "You asked it to stay quiet until tomorrow. Nothing was looked up, and nothing left this page."
  },
  look_up_once: {
    message: "Look it up this once"
  },
  end_quiet: {
    message: "End the quiet"
  },
  untried: {
    message: "Nothing asked yet"
  },
  works: {
    message: "Connected: $1 documents"
  },
  fails: {
    message: "Not connected: $1"
  },
  what_was_sent: {
    message: "What was sent"
  },
  back_to_answers: {
    message: "Back to the answers"
  },
  sent_title_nothing: {
    message: "Nothing has left this page."
  },
  sent_heading: {
    message: "What left this page"
  },
  sent_to: {
    message: "$1, to $2 on this computer"
  },
  sent_nowhere: {
    message: "$1, to no one: it could not be sent"
  },
  sent_field_sentences: {
    message: "Sentences"
  },
  sent_field_before: {
    message: "Text before"
  },
  sent_field_after: {
    message: "Text after"
  },
  sent_field_url: {
    message: "Address of the page"
  },
  sent_field_page_title: {
    message: "Title of the page"
  },
  sent_field_published: {
    message: "Date of the page"
  },
  sent_field_language: {
    message: "Language of the page"
  },
  sent_field_min_probability: {
    message: "Least certainty wanted"
  },
  sent_field_kinds: {
    message: "Kinds wanted"
  },
  sent_field_languages: {
    message: "Languages wanted"
  },
  sent_raw: {
    message: "Exactly as it was sent"
  },
  kept_heading: {
    message: "What is kept in this browser"
  },
  kept_publishers: {
    message: "Publishers you don’t want to see"
  },
  kept_sites: {
    message: "Sites where Sidelight is quiet"
  },
  kept_today: {
    message: "Sidelight is quiet for the rest of this day ($1)."
  },
  kept_wrong_one: {
    message: "$1 match that you marked as not about its sentence"
  },
  kept_wrong_other: {
    message: "$1 matches that you marked as not about their sentences"
  },
  kept_nothing: {
    message: "No publisher, site or match. The options are kept too."
  },
  export_wrong: {
    message: "Save them as a file"
  },
  quiet_here: {
    message: "Stay quiet on $1"
  },
  quiet_for_today: {
    message: "Stay quiet today"
  },
  wipe: {
    message: "Wipe everything that is kept"
  },
  wiped: {
    message: "Wiped. Nothing is kept any more."
  },
  unauthorized_title: {
    message: "The service wants a token"
  },
  unauthorized: {
    message: "This service answers only those who have its token (SIDELIGHT_TOKEN). Enter it in Sidelight’s options."
  },
  sentences_with_context_one: {
    message: "$1 sentence has context"
  },
  sentences_with_context_other: {
    message: "$1 sentences have context"
  },
  no_sentence_has_context: {
    message: "Nothing in the index is close enough to any sentence of this article. That confirms nothing: it means only that no document here was found about them."
  },
  relation_counted: {
    message: "$1 ($2)"
  },
  options_title: {
    message: "Sidelight options"
  },
  options_service: {
    message: "The service"
  },
  options_address: {
    message: "Where the service runs"
  },
  options_address_hint: {
    message: "A service on this computer, normally http://127.0.0.1:8765."
  },
  options_token: {
    message: "Its token"
  },
  options_token_hint: {
    message: "Only if the service was started with SIDELIGHT_TOKEN. It is sent to that address and nowhere else."
  },
  save: {
    message: "Save"
  },
  test_connection: {
    message: "Test connection"
  },
  options_what: {
    message: "What to show"
  },
  options_certainty: {
    message: "How sure must it be that a document is about your sentence?"
  },
  certainty_sure: {
    message: "Show only what is sure"
  },
  certainty_usual: {
    message: "Show the usual"
  },
  certainty_more: {
    message: "Show more, and more that misses"
  },
  options_kinds: {
    message: "Kinds of documents"
  },
  options_languages: {
    message: "Languages of documents"
  },
  options_all_hint: {
    message: "None ticked means all."
  },
  options_languages_unknown: {
    message: "The languages can be chosen once the service has been reached."
  },
  options_keys: {
    message: "Keyboard"
  },
  options_keys_now: {
    message: "Find context: $1"
  },
  options_keys_none: {
    message: "no key"
  },
  options_keys_change: {
    message: "Change the keys"
  },
  options_keys_firefox: {
    message: "In Firefox: open about:addons, then the gear, then “Manage Extension Shortcuts”."
  },
  options_sites: {
    message: "Sites whose articles are always checked"
  },
  sites_none: {
    message: "None. The menu of the toolbar button adds the site that is open."
  },
  site_take_back: {
    message: "No longer check $1"
  },
  options_kept: {
    message: "What is kept"
  },
  options_welcome: {
    message: "What Sidelight does and how to try it"
  },
  welcome_title: {
    message: "Welcome to Sidelight"
  },
  welcome_lead: {
    message: "Beside the sentence you are reading, Sidelight shows what has been reported and checked about it: who looked into it, when, what they found, and whether that disputes or supports it."
  },
  welcome_how: {
    message: "How to ask"
  },
  welcome_how_select: {
    message: "Select a sentence on any page."
  },
  welcome_how_ask: {
    message: "Right-click it and choose “Find context”, or press Ctrl+Shift+Y (⌘⇧Y on a Mac), or the toolbar button."
  },
  welcome_how_read: {
    message: "Read what comes beside it. Escape closes it and puts you back where you were."
  },
  welcome_try: {
    message: "Try it here"
  },
  welcome_try_hint: {
    message: "Press a sentence. It is looked up by the service on this computer; if that is not running yet, you are told how to start it."
  },
  welcome_rules: {
    message: "What you can rely on"
  },
  welcome_rule_asked: {
    message: "Nothing leaves a page before you ask, and then only to your own computer."
  },
  welcome_rule_rating: {
    message: "A rating never stands beside a sentence that it does not rate."
  },
  welcome_rule_silent: {
    message: "Where it is not sure, it stays silent. Finding nothing confirms nothing."
  },
  welcome_rule_sides: {
    message: "It takes no side: what supports a claim is shown with the same care as what disputes it."
  },
  welcome_nothing: {
    message: "There is no account, nothing to fill in and nothing to allow. You can close this page."
  },
  sent_waiting: {
    message: "$1, being sent"
  },
  publishers_disagree_sentence: {
    message: "Publishers disagree about what your sentence says:"
  },
  more_on_sentence: {
    message: "$1 more on the same claim. About your sentence: $2"
  }
};

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
      headers: { ...init.headers, ...service2.token && { Authorization: `Bearer ${service2.token}` } },
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

// sidebar/arrangement.ts
var AS_FOUND = { order: "relevance", hidden_kinds: [], hidden_languages: [] };
function arrange(sentence, matches, { order, hidden_kinds, hidden_languages }, kept) {
  const count2 = { filtered: 0, muted: 0, wrong: 0 };
  const isShown = (match2) => {
    const reason = isMarkedWrong(kept, sentence, match2.document_id) ? "wrong" : kept.muted_publishers.includes(match2.review.publisher.site) ? "muted" : hidden_kinds.includes(match2.kind) || hidden_languages.includes(match2.review.language) ? "filtered" : null;
    if (reason !== null) count2[reason] += 1;
    return reason === null;
  };
  const shown = matches.flatMap((match2) => {
    const [first, ...also] = documentsOf(match2).filter(isShown);
    return first === void 0 ? [] : [{ ...first, also: sorted(also, order) }];
  });
  return { shown: sorted(shown, order), ...count2 };
}
function documentsOf(match2) {
  const { also, ...first } = match2;
  return [first, ...also];
}
function sorted(matches, order) {
  if (order === "relevance") return matches;
  const direction = order === "newest" ? -1 : 1;
  return [...matches].sort(({ review: { published: one } }, { review: { published: other } }) => {
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return direction * (one < other ? -1 : Number(one > other));
  });
}
function choicesOf(matches) {
  const documents = matches.flatMap(documentsOf);
  return {
    kinds: [...new Set(documents.map(({ kind }) => kind))],
    languages: [...new Set(documents.map(({ review }) => review.language))]
  };
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
  return sentences.map((sentence) => {
    const { status, check_worthiness, matches } = by_id.get(sentence.id) ?? sentence;
    return { ...sentence, status, check_worthiness, matches };
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
    case "kept_quiet":
      return { phase: "quiet", reason: event.reason };
    case "no_article_found":
      return { phase: "no_article" };
    default:
      return reduceScan(state, event);
  }
}
function isAwaited(state, run) {
  return state.phase === "busy" && state.run === run;
}

// sidebar/desk.ts
var CLEAR_DESK = {
  asked: { phase: "no_selection" },
  pane: "answers",
  arrangement: AS_FOUND,
  kept: NOTHING_KEPT,
  sent: [],
  connection: { kind: "untried" }
};
function reduceDesk(desk, event) {
  switch (event.kind) {
    case "turned_to":
      return { ...desk, pane: event.pane };
    case "arranged":
      return { ...desk, arrangement: event.arrangement };
    case "kept":
      return { ...desk, kept: event.kept };
    case "sent":
      return { ...desk, sent: [...desk.sent, event.sent] };
    case "sent_to":
      return {
        ...desk,
        sent: desk.sent.map(
          (each) => each.number === event.number ? { ...each, went: { address: event.address } } : each
        )
      };
    case "wiped":
      return { ...desk, kept: NOTHING_KEPT, sent: [] };
    default:
      return ask(desk, event);
  }
}
function ask(desk, event) {
  const asked = reduce(desk.asked, event);
  if (asked === desk.asked && !STARTS.has(event.kind)) return desk;
  return {
    ...desk,
    asked,
    // Whoever asks something new wants to see the answer.
    pane: STARTS.has(event.kind) ? "answers" : desk.pane,
    connection: connectionAfter(event) ?? desk.connection
  };
}
var STARTS = /* @__PURE__ */ new Set([
  "asked",
  "scan_began",
  "nothing_selected",
  "no_article_found",
  "kept_quiet"
]);
function connectionAfter(event) {
  switch (event.kind) {
    case "answered":
    case "scan_answered":
      return { kind: "works", address: event.address, index: event.answer.index };
    case "failed":
    case "scan_ended":
      return event.failure === null || event.failure.kind === "cancelled" ? null : { kind: "fails", failure: event.failure };
    default:
      return null;
  }
}

// failureWords.ts
function failureWords({ say }, failure) {
  const of = (title, text2, command = null, code = failure.kind) => ({
    title,
    text: text2,
    command,
    code,
    can_retry: failure.kind !== "disconnected",
    is_of_service: false
  });
  switch (failure.kind) {
    case "not_running":
      return of(say("not_running_title"), say("not_running", failure.address), "make run");
    case "timeout":
      return of(say("timeout_title"), say("timeout", failure.address, String(failure.waited_s)));
    case "problem":
      if (failure.code === "unauthorized") {
        return of(say("unauthorized_title"), say("unauthorized"), null, failure.code);
      }
      return failure.code === "index_not_ready" ? of(say("index_not_ready_title"), say("index_not_ready"), "python -m index build", failure.code) : { ...of(failure.title, failure.detail ?? "", null, failure.code), is_of_service: true };
    case "bad_answer":
      return of(say("bad_answer_title"), say("bad_answer", failure.address, failure.reason));
    case "cancelled":
      return of(say("cancelled_title"), say("cancelled"));
    case "disconnected":
      return of(say("disconnected_title"), say("disconnected"));
  }
}

// marks.ts
function piecesOf(text2, spans, where) {
  const found = spans.flatMap(({ kind, [where]: range2 }) => range2 === null ? [] : [{ kind, start: range2[0], end: range2[1] }]).sort((one, other) => one.start - other.start || other.end - one.end);
  const pieces = [];
  let at = 0;
  for (const { kind, start, end } of found) {
    if (start < at || end > text2.length) continue;
    pieces.push({ text: text2.slice(at, start), kind: null }, { text: text2.slice(start, end), kind });
    at = end;
  }
  pieces.push({ text: text2.slice(at), kind: null });
  return pieces.filter((piece) => piece.text !== "");
}
function wordsOf(text2, spans, where, kind) {
  const pieces = piecesOf(
    text2,
    spans.filter((span2) => span2.kind === kind),
    where
  );
  return [...new Set(pieces.flatMap((piece) => piece.kind === kind ? [piece.text] : []))];
}

// words.ts
var PRODUCT = "Sidelight";
var STANCES2 = {
  disputes: "stance_disputes",
  mixed: "stance_mixed",
  supports: "stance_supports",
  context: "stance_context"
};
var KINDS2 = {
  fact_check: "kind_fact_check",
  counter_report: "kind_counter_report",
  correction: "kind_correction",
  official_finding: "kind_official_finding",
  analysis: "kind_analysis"
};
function stanceOfDocument({ say }, { kind, stance }) {
  return say("stance_of_document", say(KINDS2[kind]), say(STANCES2[stance]));
}
function kindOfDocument({ say }, kind) {
  return say(KINDS2[kind]);
}
var RELATIONS = {
  disputes: "relation_disputes",
  mixed: "relation_mixed",
  supports: "relation_supports",
  context: "relation_context"
};
function relationToSentence({ say }, { relation, side, why }) {
  if (side === "unclear" && relation === "context") {
    return isOtherClaim(why) ? { title: say("relation_other_claim"), note: null } : { title: say("relation_unclear"), note: say("side_unclear") };
  }
  return { title: say(RELATIONS[relation]), note: side === "opposite" ? say("side_opposite") : null };
}
function isOtherClaim({ differs }) {
  return differs !== null && DIFFERENCES.some(({ list: list2 }) => differs[list2].length > 0);
}
function ratingOfClaim({ say }, rating, rating_applies) {
  return say(rating_applies ? "rating_of_repeated_claim" : "rating_of_claim", rating);
}
function claimedBy({ say, listed }, claimants) {
  return say("claimed_by", listed(claimants));
}
var DIFFERENCES = [
  { kind: "number", list: "numbers", pair: "differs_figures" },
  { kind: "name", list: "names", pair: "differs_words" },
  { kind: "role", list: "roles", pair: "differs_words" },
  { kind: "date", list: "dates", pair: "differs_figures" },
  { kind: "quantifier", list: "quantifiers", pair: "differs_words" },
  { kind: "direction", list: "direction", pair: "differs_words" },
  { kind: "modality", list: "modality", pair: "differs_words" }
];
function differencesOf(book2, sentence, match2) {
  const { differs, spans } = match2.why;
  const { say, listed } = book2;
  const lines = DIFFERENCES.flatMap(({ kind, list: list2, pair }) => {
    const words = differs?.[list2] ?? [];
    if (words.length === 0) return [];
    const here = wordsOf(sentence, spans, "sentence", kind);
    const there = wordsOf(match2.claim.text, spans, "claim", kind);
    if (here.length > 0 && there.length > 0) return [say(pair, listed(there), listed(here))];
    if (here.length > 0) return [say("only_here", listed(here))];
    return [there.length > 0 ? say("only_there", listed(there)) : say("only_in_one", listed(words))];
  });
  return [
    // Where the side is known, a negation is either said with it or turned back by other words.
    ...differs?.negation === true && match2.side === "unclear" ? [say("one_is_negation")] : [],
    ...lines
  ];
}
function reportedBy({ say }, { why: { reported_by } }) {
  return reported_by === null ? null : say("reported_by", reported_by);
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
function timelineInWords({ say, date, listed }, documents, article_date) {
  const published = documents.flatMap(
    ({ review }) => review.published === null ? [] : [say("timeline_document", review.publisher.name, date(review.published))]
  );
  return say("timeline", date(article_date), listed(published));
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
  const has_around = sentences.some((sentence) => "before" in sentence || "after" in sentence);
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
function sentTo({ say, time }, {
  at,
  path,
  went
}) {
  if (went === null) return say("sent_waiting", time(at));
  if (went.address === null) return say("sent_nowhere", time(at));
  return say("sent_to", time(at), `${went.address.replace("http://", "")}${path}`);
}
function relationsInShort(book2, matches) {
  const documents = matches.flatMap(({ also, ...first }) => [first, ...also]);
  const titles = documents.map((each) => relationToSentence(book2, each).title);
  return book2.listed(
    [...new Set(titles)].map(
      (title) => book2.say("relation_counted", title, book2.number(titles.filter((each) => each === title).length))
    )
  );
}
function shownOf({ say, number: number2 }, shown, all) {
  return say("shown_of", number2(shown), number2(all));
}
function connectionLine(book2, connection) {
  switch (connection.kind) {
    case "untried":
      return book2.say("untried");
    case "works":
      return book2.say("works", book2.number(connection.index.documents));
    case "fails":
      return book2.say("fails", failureWords(book2, connection.failure).title);
  }
}
function countLine({ say, counted }, matches) {
  return matches === 0 ? say("announce_nothing") : counted("matches_found", matches);
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
var SVG = "http://www.w3.org/2000/svg";
function drawn(name, attributes2, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes2)) {
    if (value !== null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}
function heading(text2) {
  return element("h3", {}, text2);
}
function paragraph(text2, className = null) {
  return element("p", { class: className }, text2);
}
function button(label, className, onClick, spoken = null) {
  const made = element("button", { type: "button", class: className, "aria-label": spoken }, label);
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
function foreign(book2, language) {
  return language === book2.language ? null : language;
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

// sidebar/place.ts
function keepPlace(aside, body, focused) {
  const scrolled = body.scrollTop;
  const unfolded = [...body.querySelectorAll("details[open][id]")].map(({ id }) => id);
  const held_focus = focused !== null && focused !== aside && aside.contains(focused);
  const control = focused instanceof HTMLElement ? nameOf(aside, focused) : null;
  const card = focused?.closest(".match") ?? null;
  const position = card === null ? -1 : cardsIn(body).indexOf(card);
  return (is_same) => {
    if (is_same) {
      for (const id of unfolded) find(body, `details[id=${quoted(id)}]`)?.setAttribute("open", "");
    }
    body.scrollTop = is_same ? scrolled : 0;
    if (!held_focus || focused !== null && aside.contains(focused)) return;
    const again = is_same && control !== null ? find(aside, control) : null;
    const cards = cardsIn(body);
    const instead = is_same && position >= 0 ? cards[position] ?? cards[cards.length - 1] : null;
    focus(again ?? instead ?? aside);
  };
}
function nameOf(aside, focused) {
  const owner = focused.closest("[id]");
  if (owner === focused) return `[id=${quoted(focused.id)}]`;
  if (owner !== null && focused.localName === "summary") return `[id=${quoted(owner.id)}] > summary`;
  const selector = `${focused.localName}[class=${quoted(focused.className)}]`;
  return aside.querySelectorAll(selector).length === 1 ? selector : null;
}
function focus(part) {
  if (part.tabIndex < 0) part.tabIndex = -1;
  part.focus({ preventScroll: true });
}
function cardsIn(body) {
  return [...body.querySelectorAll(".match")];
}
function find(place, selector) {
  return place.querySelector(selector);
}
function quoted(text2) {
  return `"${text2.replace(/["\\]/g, "\\$&")}"`;
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
  inline-size: 100% !important;
  display: block !important;
  z-index: 2147483647 !important;
  color-scheme: light dark !important;

  --paper: #fcfbf8;
  --ink: #22211e;
  --soft-ink: #5c5952;
  --rule: #d9d5cb;
  --link: #1f4a7a;
  --wash: #f3f0e8;
  --disputes: #8c2f26;
  --supports: #1f6350;
  --mixed: #7a5410;
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
    --wash: #272522;
    --disputes: #f0a79c;
    --supports: #8fd3bc;
    --mixed: #e3bf7d;
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
  gap: 0.5em;
  padding: 0.6em 0.8em 0.6em 1.4em;
  border-bottom: 1px solid var(--rule);
}

[dir="rtl"] header {
  padding: 0.6em 1.4em 0.6em 0.8em;
}

.body {
  flex: 1;
  min-block-size: 0;
  padding: 1.2em 1.4em 2em;
  overflow-y: auto;
  overscroll-behavior: contain;
}

.bar {
  display: flex;
  align-items: center;
  justify-content: space-between;
  gap: 0.8em;
  margin: 0;
  padding: 0.45em 0.8em 0.45em 1.4em;
  border-top: 1px solid var(--rule);
  font-size: 0.8em;
}

[dir="rtl"] .bar {
  padding: 0.45em 1.4em 0.45em 0.8em;
}

h2,
h3,
h4,
p,
ul,
dl,
dd,
figure,
blockquote,
fieldset,
pre {
  margin: 0;
  padding: 0;
  border: 0;
}

h2 {
  font: 600 1.05em / 1.3 var(--serif);
  letter-spacing: 0.01em;
}

h3 {
  margin-bottom: 0.4em;
  font: 600 1.1em / 1.35 var(--serif);
}

h4 {
  font: 600 0.93em / 1.4 var(--sans);
}

.label {
  margin: 0 0 0.15em;
  color: var(--soft-ink);
  font: 500 0.8em / 1.4 var(--sans);
}

/* What is quoted. */

.sentence {
  margin-bottom: 1.3em;
}

.sentence-text {
  max-block-size: 12em;
  overflow-y: auto;
  font: italic 1.12em / 1.45 var(--serif);
}

.sentence-rating {
  margin-top: 0.5em;
  font-weight: 600;
}

mark {
  background: none;
  color: inherit;
  font-weight: 600;
  text-decoration: underline;
  text-decoration-thickness: 2px;
  text-decoration-color: var(--mixed);
  text-underline-offset: 0.18em;
}

mark.attribution {
  font-weight: inherit;
  text-decoration: underline dotted 1px var(--soft-ink);
}

/* One document. */

.match {
  padding: 1.3em 0 1.1em;
  border-top: 1px solid var(--rule);
}

.match:focus-visible {
  outline-offset: 4px;
}

.relation {
  display: flex;
  align-items: baseline;
  gap: 0.5em;
  font: 600 1.14em / 1.35 var(--serif);
}

/* The words say it; the sign, its shape first and its colour last, only helps to find it again. */
.relation::before {
  content: "·" / "";
  flex: none;
  inline-size: 1.35em;
  border: 1px solid currentColor;
  border-radius: 50%;
  color: var(--soft-ink);
  font: 600 0.82em / 1.3 var(--sans);
  text-align: center;
}

[data-relation="disputes"] > .relation::before {
  content: "≠" / "";
  color: var(--disputes);
}

[data-relation="supports"] > .relation::before {
  content: "=" / "";
  color: var(--supports);
}

[data-relation="mixed"] > .relation::before {
  content: "≈" / "";
  color: var(--mixed);
}

.limit {
  color: var(--soft-ink);
  font-size: 0.92em;
}

.relation + .limit {
  margin-top: 0.25em;
}

.compared,
.claim {
  margin: 0.85em 0;
  padding-inline-start: 0.9em;
  border-inline-start: 2px solid var(--rule);
}

.compared {
  margin-bottom: 0;
}

.compared-text {
  font: italic 1.02em / 1.45 var(--serif);
}

.claim-text {
  font: 1.05em / 1.45 var(--serif);
}

.claimants {
  color: var(--soft-ink);
  font-size: 0.88em;
}

.stance {
  margin-top: 0.45em;
  font-size: 0.93em;
}

.rating {
  font-size: 0.93em;
}

.finding,
.source {
  margin-top: 0.85em;
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
  unicode-bidi: isolate;
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

.timeline {
  margin-top: 0.8em;
}

svg {
  display: block;
  overflow: visible;
}

.axis {
  stroke: var(--rule);
}

.stretch {
  stroke: var(--soft-ink);
  stroke-width: 5;
  stroke-linecap: round;
  opacity: 0.45;
}

.other {
  fill: var(--paper);
  stroke: var(--soft-ink);
  stroke-width: 1.5;
}

.own {
  fill: var(--ink);
}

line.article {
  stroke: var(--link);
  stroke-width: 2;
}

text {
  fill: var(--soft-ink);
  font: 500 11px var(--sans);
}

figcaption {
  display: flex;
  justify-content: space-between;
  gap: 1em;
  color: var(--soft-ink);
  font-size: 0.8em;
}

.disagreement {
  margin-top: 0.7em;
  padding: 0.7em 0.9em;
  border-radius: 4px;
  border: 1px solid transparent;
  background: var(--wash);
  font-size: 0.92em;
}

.disagreement p {
  font-weight: 600;
}

.disagreement ul {
  display: grid;
  gap: 0.15em;
  list-style: none;
}

.to-stance {
  min-block-size: 24px;
  padding: 0;
  border: 0;
  background: none;
  color: var(--link);
  font: inherit;
  text-align: start;
  text-decoration: underline 1px;
  text-underline-offset: 0.15em;
}

.to-stance:hover {
  text-decoration-thickness: 2px;
}

.to-stance::after {
  content: "\\00a0↓" / "";
}

.corrections {
  margin-top: 0.7em;
  padding: 0.6em 0.9em;
  border-radius: 4px;
  border: 1px solid transparent;
  background: var(--wash);
  font-size: 0.92em;
}

.corrections ul {
  display: grid;
  gap: 0.5em;
  list-style: none;
}

.muted {
  padding-inline-start: 1.2em;
}

/* What folds. */

details {
  margin-top: 0.7em;
}

summary {
  inline-size: fit-content;
  min-block-size: 24px;
  cursor: pointer;
  color: var(--soft-ink);
  font-size: 0.88em;
}

summary:hover {
  color: var(--ink);
}

.also > summary,
.documents > summary {
  color: var(--ink);
  font-size: 0.93em;
}

.also .match {
  margin-inline-start: 0.9em;
}

.also .match:first-of-type,
.documents .match:first-of-type {
  margin-top: 0.6em;
}

.uses .label {
  margin-top: 0.5em;
}

.buttons {
  display: flex;
  flex-wrap: wrap;
  gap: 0.5em;
  margin-top: 0.5em;
}

button,
select {
  min-block-size: 2.2em;
  padding: 0.25em 1em;
  border: 1px solid var(--soft-ink);
  border-radius: 4px;
  background: var(--paper);
  color: var(--ink);
  font: 500 1em / 1.4 var(--sans);
  cursor: pointer;
}

select {
  padding: 0.25em 0.5em;
}

button:hover {
  border-color: var(--ink);
}

.quiet,
.turn {
  min-block-size: 26px;
  padding: 0.15em 0.7em;
  border-color: var(--rule);
  font-size: 0.88em;
}

.turn {
  flex: none;
  font-size: 1em;
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

button.sentence-text {
  inline-size: 100%;
  background: none;
  padding: 0;
  border: 0;
  color: inherit;
  font: italic 1.02em / 1.45 var(--serif);
  text-align: start;
}

button.sentence-text:hover {
  text-decoration: underline 1px;
}

.connection {
  color: var(--soft-ink);
}

.connection::before {
  content: "○ " / "";
}

.connection[data-connection="works"]::before {
  content: "● " / "";
  color: var(--supports);
}

.connection[data-connection="fails"]::before {
  content: "✕ " / "";
  color: var(--disputes);
}

/* An article. */

progress {
  inline-size: 100%;
  block-size: 6px;
  margin: 0.4em 0;
  accent-color: var(--link);
}

.progress {
  margin-bottom: 1.2em;
}

section.result + .failure,
section.result + section.result {
  margin-top: 1.3em;
  padding-top: 1.3em;
  border-top: 1px solid var(--rule);
}

.result[aria-current] {
  margin-inline: -1.4em;
  padding-inline: calc(1.4em - 3px) 1.4em;
  border-inline-start: 3px solid var(--link);
  background: var(--wash);
}

h3.sentence {
  margin-bottom: 0.3em;
}

.rest,
.hidden,
.arranging {
  padding-top: 0.9em;
  border-top: 1px solid var(--rule);
}

.rest,
.hidden {
  margin-top: 0.9em;
  color: var(--soft-ink);
  font-size: 0.9em;
}

/* Filters. */

.arranging p {
  margin: 0.6em 0;
}

fieldset {
  display: grid;
  margin: 0.6em 0;
}

fieldset label {
  display: flex;
  align-items: center;
  gap: 0.5em;
  min-block-size: 26px;
}

input[type="checkbox"] {
  inline-size: 1.1em;
  block-size: 1.1em;
  margin: 0;
  accent-color: var(--link);
}

legend {
  padding: 0;
  color: var(--soft-ink);
  font: 500 0.8em / 1.4 var(--sans);
}

/* What was sent. */

.sent,
.kept {
  margin-bottom: 1.6em;
}

.request {
  margin-top: 0.8em;
  padding-top: 0.8em;
  border-top: 1px solid var(--rule);
}

.kept > * + * {
  margin-top: 0.7em;
}

dt {
  margin-top: 0.6em;
  color: var(--soft-ink);
  font: 500 0.8em / 1.4 var(--sans);
}

dd blockquote {
  font: 1em / 1.45 var(--serif);
}

dd + dd {
  margin-top: 0.4em;
}

.muted li {
  margin: 0.3em 0;
}

.wipe {
  border-color: var(--disputes);
  color: var(--disputes);
}

pre {
  max-block-size: 18em;
  margin: 0.7em 0;
  padding: 0.5em 0.8em;
  overflow: auto;
  border: 1px solid var(--rule);
  border-radius: 4px;
  white-space: pre-wrap;
}

code {
  font:
    0.9em ui-monospace,
    monospace;
}

.retry,
.check-article {
  margin: 0.8em 0;
}

.body footer {
  margin-top: 1em;
  padding-top: 1em;
  border-top: 1px solid var(--rule);
}

textarea {
  position: absolute;
  opacity: 0;
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

  .own {
    fill: CanvasText;
  }

  .axis,
  .stretch,
  .other {
    stroke: CanvasText;
  }

  line.article {
    stroke: Highlight;
  }

  text {
    fill: CanvasText;
  }

  .result[aria-current] {
    border-inline-start-color: Highlight;
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
  const bar = element("footer", { class: "bar" });
  const status = element("p", { class: "unseen", role: "status" });
  const close_button = button(book2.say("close"), "close", onClose);
  const frame = standings === null ? null : createFrame(book2, host, standings);
  const header = element("header", {}, element("h2", {}, PRODUCT), frame?.mover ?? null, close_button);
  const aside = element(
    "aside",
    { tabindex: "-1", "aria-label": book2.say("sidebar_label"), lang: book2.language, dir: book2.direction },
    header,
    status,
    body,
    bar
  );
  host.popover = "manual";
  const shadow = host.attachShadow({ mode: "open" });
  applyStyle(shadow, frame?.sheet ?? null);
  shadow.append(...frame === null ? [] : [frame.handle], aside);
  let place = null;
  let subject = "";
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
        frame?.open();
        document.addEventListener("keydown", closeOnEscape);
      }
    },
    takeFocus() {
      aside.focus({ preventScroll: true });
    },
    show(shown) {
      const is_same = shown.subject === subject;
      subject = shown.subject;
      const returnTo = keepPlace(aside, body, shadow.activeElement);
      body.replaceChildren(...shown.content);
      bar.replaceChildren(...shown.bar);
      returnTo(is_same);
      status.textContent = shown.announcement;
    },
    announce(text2) {
      status.textContent = text2;
    },
    reveal(selector) {
      const part = body.querySelector(selector);
      const folded = part?.querySelector(":scope > details");
      if (folded instanceof HTMLDetailsElement) folded.open = true;
      part?.scrollIntoView({ block: "start" });
    },
    close() {
      document.removeEventListener("keydown", closeOnEscape);
      host.remove();
      frame?.close();
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
  shadow.adoptedStyleSheets = of_frame === null ? [sheet] : [sheet, of_frame];
}

// sidebar/scanning.ts
var FIRST_PART = 8;
var LATER_PARTS = 48;
function partsOf({ request }) {
  const { sentences, ...rest } = request;
  const starts = [0];
  for (let start = FIRST_PART; start < sentences.length; start += LATER_PARTS) starts.push(start);
  return starts.map((start, position) => ({
    ...rest,
    sentences: sentences.slice(start, starts[position + 1])
  }));
}
async function askInParts(ask2, article, signal, onAnswer) {
  for (const part of partsOf(article)) {
    const asked = await ask2(part);
    if (signal.aborted) return { kind: "cancelled" };
    if (!asked.ok) return asked.failure;
    onAnswer(asked.answer, asked.address);
  }
  return null;
}

// together.ts
var STANCES_COUNTED = {
  disputes: "count_disputes",
  mixed: "count_mixed",
  supports: "count_supports",
  context: "count_context"
};
function aboutOneThing(documents) {
  const is_of_claim = new Set(documents.map(({ side }) => side)).size < 2;
  return { is_of_claim, stances: documents.map(({ stance, relation }) => is_of_claim ? stance : relation) };
}
function countStances(book2, stances) {
  return Object.keys(STANCES_COUNTED).flatMap((stance) => {
    const total = stances.filter((each) => each === stance).length;
    return total === 0 ? [] : [book2.counted(STANCES_COUNTED[stance], total)];
  });
}
function moreOnTheSameClaim(book2, documents) {
  const { is_of_claim, stances } = aboutOneThing(documents);
  const others2 = stances.slice(1);
  const counts = book2.listed(countStances(book2, others2));
  return book2.say(is_of_claim ? "more_on_claim" : "more_on_sentence", book2.number(others2.length), counts);
}
var NAMED = 2;
function disagreementOf(book2, documents) {
  const { is_of_claim, stances } = aboutOneThing(documents);
  const lines = ["disputes", "mixed", "supports"].flatMap((stance) => {
    const of_stance = documents.filter((_, position) => stances[position] === stance);
    const [first] = of_stance;
    if (first === void 0) return [];
    const count2 = book2.counted(STANCES_COUNTED[stance], of_stance.length);
    const text2 = book2.say("stance_with_publishers", count2, publishersOf(book2, of_stance));
    return [{ text: text2, document_id: first.document_id }];
  });
  if (lines.length < 2) return null;
  return { title: book2.say(is_of_claim ? "publishers_disagree" : "publishers_disagree_sentence"), lines };
}
function publishersOf(book2, documents) {
  const names = [...new Set(documents.map(({ review }) => review.publisher.name))];
  if (names.length <= NAMED + 1) return book2.listed(names);
  return book2.listed([...names.slice(0, NAMED), book2.counted("publishers_more", names.length - NAMED)]);
}
function ratingsOfSentence(book2, documents) {
  const rated = documents.flatMap(
    ({ rating, rating_applies, review }) => rating !== null && rating_applies ? [{ verdict: rating.text, publisher: review.publisher.name }] : []
  );
  return [...new Set(rated.map(({ verdict }) => verdict))].map((verdict) => {
    const publishers = rated.filter((each) => each.verdict === verdict).map(({ publisher }) => publisher);
    return book2.say("rated_by", book2.listed([...new Set(publishers)]), verdict);
  });
}

// sidebar/arrangingView.ts
var ORDERS = {
  relevance: "order_relevance",
  newest: "order_newest",
  oldest: "order_oldest"
};
function renderArranging({ book: book2, act }, { arrangement }, matches) {
  if (matches.flatMap(documentsOf).length < 2) return null;
  const { kinds, languages } = choicesOf(matches);
  const change = (changed) => act.arrange({ ...arrangement, ...changed });
  return element(
    "details",
    { class: "arranging", id: "arranging" },
    element("summary", {}, book2.say("arrange")),
    renderOrder(book2.say("sort_by"), arrangement.order, (order) => book2.say(ORDERS[order]), change),
    kinds.length < 2 ? null : renderChoices("kind", book2.say("kinds"), kinds, arrangement.hidden_kinds, {
      name: (kind) => kindOfDocument(book2, kind),
      hide: (hidden_kinds) => change({ hidden_kinds })
    }),
    languages.length < 2 ? null : renderChoices("language", book2.say("languages"), languages, arrangement.hidden_languages, {
      name: (language) => book2.languageName(language),
      hide: (hidden_languages) => change({ hidden_languages })
    })
  );
}
function renderOrder(label, chosen, nameOf2, change) {
  const orders = Object.keys(ORDERS);
  const select = element(
    "select",
    { id: "order" },
    ...orders.map(
      (order) => element("option", { value: order, selected: order === chosen ? "" : null }, nameOf2(order))
    )
  );
  select.addEventListener("change", () => {
    const order = orders.find((each) => each === select.value);
    if (order !== void 0) change({ order });
  });
  return element("p", {}, element("label", { for: "order" }, label), " ", select);
}
function renderChoices(prefix, legend, choices, hidden, { name, hide }) {
  return element(
    "fieldset",
    {},
    element("legend", {}, legend),
    ...choices.map((choice) => {
      const box = element("input", {
        type: "checkbox",
        id: `${prefix}-${choice}`,
        checked: hidden.includes(choice) ? null : ""
      });
      box.addEventListener(
        "change",
        () => hide(box.checked ? hidden.filter((each) => each !== choice) : [...hidden, choice])
      );
      return element("label", {}, box, " ", name(choice));
    })
  );
}

// sidebar/citation.ts
function citationOf(book2, { review }, form) {
  const { author, title, publisher, published, url } = review;
  const { text: text2, link: link2, name } = FORMS[form];
  const is_linked = link2 !== null && isWebAddress(url);
  const quoted2 = title === null ? null : `“${title}”`;
  const parts = [
    author === null ? null : text2(author),
    quoted2 === null ? null : is_linked ? link2(quoted2, url) : text2(quoted2),
    name(publisher.name),
    published === null ? null : text2(book2.date(published))
  ].filter((part) => part !== null);
  const sentence = `${parts.join(", ")}.`;
  if (!is_linked) return `${sentence} ${text2(url)}`;
  return quoted2 === null ? `${sentence} ${link2(url, url)}` : sentence;
}
var FORMS = {
  plain: { text: (text2) => text2, name: (text2) => text2, link: null },
  markdown: {
    text: escapeMarkdown,
    name: (text2) => `*${escapeMarkdown(text2)}*`,
    link: (text2, url) => {
      const address = `<${url.replace(/[<>]/g, encodeURIComponent)}>`;
      return text2 === url ? address : `[${escapeMarkdown(text2)}](${address})`;
    }
  },
  html: {
    text: escapeHtml,
    name: (text2) => `<cite>${escapeHtml(text2)}</cite>`,
    link: (text2, url) => `<a href="${escapeHtml(url)}">${escapeHtml(text2)}</a>`
  }
};
function escapeMarkdown(text2) {
  return text2.replace(/[\\`*_[\]<>#]/g, "\\$&");
}
var ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
function escapeHtml(text2) {
  return text2.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}

// sidebar/clipboard.ts
function copy(text2, is_html, pressed) {
  const put = (event) => {
    event.clipboardData?.setData("text/plain", text2);
    if (is_html) event.clipboardData?.setData("text/html", text2);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const field = document.createElement("textarea");
  field.value = text2;
  pressed.after(field);
  field.select();
  window.addEventListener("copy", put, { capture: true });
  try {
    return document.execCommand("copy");
  } finally {
    window.removeEventListener("copy", put, { capture: true });
    field.remove();
    pressed.focus({ preventScroll: true });
  }
}

// sidebar/cardUses.ts
var FORMS2 = [
  ["plain", "cite_plain"],
  ["markdown", "cite_markdown"],
  ["html", "cite_html"]
];
function renderUses({ book: book2, act }, sentence, match2) {
  const { site } = match2.review.publisher;
  return element(
    "details",
    { class: "uses", id: `uses-${match2.document_id}` },
    element("summary", {}, book2.say("uses")),
    element("p", { class: "label" }, book2.say("copy_citation")),
    element(
      "p",
      { class: "buttons" },
      ...FORMS2.map(([form, name]) => {
        const cite = button(book2.say(name), "quiet", () => {
          const is_copied = copy(citationOf(book2, match2, form), form === "html", cite);
          act.announce(book2.say(is_copied ? "copied" : "not_copied"));
        });
        return cite;
      })
    ),
    element(
      "p",
      { class: "buttons" },
      button(book2.say("wrong_match"), "quiet wrong", () => act.markWrong(sentence, match2)),
      button(
        book2.say("mute_publisher", site),
        "quiet mute",
        () => act.keep({ kind: "publisher_muted", site })
      )
    )
  );
}

// sidebar/timeline.ts
var PARTS2 = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/;
var DAY_MS = 864e5;
var MARGIN = 0.06;
function stretchesOf(dates) {
  const days = dates.map(daysOf);
  const known = days.filter((each) => each !== null);
  const first = Math.min(...known.map(({ from }) => from));
  const last = Math.max(...known.map(({ to }) => to));
  const place = (day) => first === last ? 0.5 : MARGIN + (day - first) / (last - first) * (1 - 2 * MARGIN);
  return days.map((each) => each && { from: place(each.from), to: place(each.to) });
}
function daysOf(iso) {
  const [, year, month, day] = PARTS2.exec(iso) ?? [];
  if (year === void 0) return null;
  const from = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)) / DAY_MS;
  if (day !== void 0) return { from, to: from };
  const after = month === void 0 ? Date.UTC(Number(year) + 1, 0, 1) : Date.UTC(Number(year), Number(month), 1);
  return { from, to: after / DAY_MS - 1 };
}

// sidebar/drawing.ts
var HEIGHT = 26;
var LINE = 15;
function drawTimeline(book2, documents, article_date) {
  const dated = documents.flatMap(({ review }) => review.published === null ? [] : [review.published]);
  if (article_date === null || dated.length === 0) return null;
  const dates = [article_date, ...dated];
  const [of_article, ...of_documents] = stretchesOf(dates);
  if (!of_article) return null;
  const at = (place) => percent(book2.direction === "rtl" ? 1 - place : place);
  const marks = of_documents.flatMap((stretch) => stretch === null ? [] : [drawDocument(stretch, at)]);
  const own = documents[0]?.review.published == null ? null : of_documents[0];
  const middle = (of_article.from + of_article.to) / 2;
  const in_order = [...dates].sort();
  return element(
    "figure",
    { class: "timeline" },
    drawn(
      "svg",
      {
        role: "img",
        "aria-label": timelineInWords(book2, documents, article_date),
        width: "100%",
        height: String(HEIGHT)
      },
      drawn("line", { class: "axis", x1: "0", x2: "100%", y1: String(LINE), y2: String(LINE) }),
      ...marks,
      own ? drawn("circle", { class: "own", cx: at((own.from + own.to) / 2), cy: String(LINE), r: "4" }) : null,
      drawn("line", { class: "article", x1: at(middle), x2: at(middle), y1: "2", y2: String(HEIGHT) }),
      drawArticleLabel(book2, middle, at)
    ),
    element(
      "figcaption",
      {},
      element("span", {}, book2.date(in_order.at(0) ?? "")),
      element("span", {}, book2.date(in_order.at(-1) ?? ""))
    )
  );
}
function drawDocument({ from, to }, at) {
  return from === to ? drawn("circle", { class: "other", cx: at(from), cy: String(LINE), r: "3" }) : drawn("line", { class: "stretch", x1: at(from), x2: at(to), y1: String(LINE), y2: String(LINE) });
}
function drawArticleLabel(book2, place, at) {
  const is_late = place > 0.5;
  const towards_start = book2.direction === "rtl" ? "0.5em" : "-0.5em";
  const towards_end = book2.direction === "rtl" ? "-0.5em" : "0.5em";
  return drawn(
    "text",
    {
      x: at(place),
      y: "9",
      dx: is_late ? towards_start : towards_end,
      "text-anchor": is_late ? "end" : "start",
      "aria-hidden": "true"
    },
    book2.say("this_article")
  );
}
function percent(share) {
  return `${(share * 100).toFixed(2)}%`;
}

// sidebar/passage.ts
var LONGEST_WHOLE = 10;
var WORDS_OF_AN_END = 4;
function addressAt(address, passage) {
  if (passage === null || !isWebAddress(address)) return address;
  const directive = address.includes("#") ? ":~:text=" : "#:~:text=";
  return `${address}${directive}${fragmentOf(passage)}`;
}
function fragmentOf(passage) {
  const words = passage.split(/\s+/).filter((word) => word !== "");
  if (words.length <= LONGEST_WHOLE) return encoded(words);
  return `${encoded(words.slice(0, WORDS_OF_AN_END))},${encoded(words.slice(-WORDS_OF_AN_END))}`;
}
function encoded(words) {
  return encodeURIComponent(words.join(" ")).replaceAll("-", "%2D");
}

// sidebar/card.ts
var FOLDED = { disagreement: null, timeline: null };
function renderMatch(tools, answers, match2) {
  const documents = documentsOf(match2);
  const others2 = match2.also.map((other) => renderDocument(tools, answers, other, FOLDED));
  const folded = element(
    "details",
    { class: "also", id: `also-${match2.document_id}` },
    element("summary", {}, moreOnTheSameClaim(tools.book, documents)),
    ...others2
  );
  const disagreement = disagreementOf(tools.book, documents);
  const goTo = (document_id) => {
    folded.open = true;
    const card2 = others2.find(({ dataset }) => dataset.documentId === document_id);
    if (card2 !== void 0) bringBefore(card2);
  };
  const card = renderDocument(tools, answers, match2, {
    disagreement: disagreement && renderDisagreement(disagreement, match2, goTo),
    timeline: drawTimeline(tools.book, documents, answers.article_date)
  });
  if (others2.length > 0) card.append(folded);
  return card;
}
function renderDisagreement({ title, lines }, first, goTo) {
  return element(
    "div",
    { class: "disagreement" },
    element("p", {}, title),
    element(
      "ul",
      {},
      ...lines.map(
        ({ text: text2, document_id }) => element(
          "li",
          {},
          document_id === first.document_id ? text2 : button(text2, "to-stance", () => goTo(document_id))
        )
      )
    )
  );
}
function bringBefore(card) {
  card.tabIndex = -1;
  card.scrollIntoView({ block: "start" });
  card.focus({ preventScroll: true });
}
function renderDocument(tools, answers, match2, { disagreement, timeline }) {
  const { book: book2 } = tools;
  const { title, note } = relationToSentence(book2, match2);
  const limits = [note, ...differencesOf(book2, answers.sentence, match2)].filter(
    (line) => line !== null
  );
  return element(
    "article",
    { class: "match", "data-document-id": match2.document_id, "data-relation": match2.relation },
    element("h4", { class: "relation" }, title),
    ...limits.map((line) => element("p", { class: "limit" }, line)),
    disagreement,
    renderCorrections(tools, match2.corrections),
    marksDiffer(answers.first.why.spans, match2.why.spans) ? renderCompared(tools, answers, match2) : null,
    renderClaim(tools, match2),
    match2.finding === null ? null : element(
      "div",
      { class: "finding" },
      element("p", { class: "label" }, book2.say("what_it_found")),
      element("p", { dir: "auto", lang: foreign(book2, match2.text_language) }, match2.finding)
    ),
    renderSource(tools, match2),
    timeline,
    renderUses(tools, answers.sentence, match2)
  );
}
function marked(text2, spans, where) {
  return piecesOf(text2, spans, where).map(
    (piece) => piece.kind === null ? piece.text : element("mark", { class: piece.kind }, piece.text)
  );
}
function marksDiffer(above, own) {
  const [one, other] = [above, own].map(
    (spans) => spans.flatMap(
      ({ kind, sentence }) => kind === "attribution" || sentence === null ? [] : [sentence.join("-")]
    )
  );
  return other !== void 0 && other.length > 0 && one?.sort().join() !== other.sort().join();
}
function renderCompared({ book: book2 }, { sentence, language }, match2) {
  return element(
    "div",
    { class: "compared" },
    element("p", { class: "label" }, book2.say("your_sentence")),
    element(
      "blockquote",
      { class: "compared-text", dir: "auto", lang: language },
      ...marked(sentence, match2.why.spans, "sentence")
    )
  );
}
function renderCorrections({ book: book2 }, corrections) {
  if (corrections.length === 0) return null;
  return element(
    "div",
    { class: "corrections" },
    element("p", { class: "label" }, book2.say("corrected_since")),
    element(
      "ul",
      {},
      ...corrections.map(
        ({ url, title, published, finding, passage }) => element(
          "li",
          {},
          linkAt(book2, url, passage, title, null),
          published === null ? null : element("p", {}, element("time", { datetime: published }, book2.date(published))),
          finding === null ? null : element("p", { dir: "auto" }, finding)
        )
      )
    )
  );
}
function renderClaim({ book: book2 }, match2) {
  const { claim, rating, rating_applies, why } = match2;
  const said = [
    claim.claimants.length > 0 ? claimedBy(book2, claim.claimants) : null,
    claim.date === null ? null : book2.date(claim.date)
  ].filter((part) => part !== null);
  return element(
    "div",
    { class: "claim" },
    element("p", { class: "label" }, book2.say("claim_as_checked")),
    element(
      "blockquote",
      { class: "claim-text", dir: "auto", lang: foreign(book2, match2.text_language) },
      ...marked(claim.text, why.spans, "claim")
    ),
    said.length === 0 ? null : element("p", { class: "claimants" }, said.join(", ")),
    element("p", { class: "stance" }, stanceOfDocument(book2, match2)),
    rating === null ? null : element("p", { class: "rating" }, ratingOfClaim(book2, rating.text, rating_applies))
  );
}
function linkAt(book2, url, passage, title, language) {
  const hint = book2.say(passage === null ? "opens_new_tab" : "opens_at_passage");
  return link(addressAt(url, passage), title ?? url, language, hint);
}
function renderSource({ book: book2 }, match2) {
  const { review } = match2;
  const language = foreign(book2, review.language);
  const facts = [
    `${review.publisher.name} (${review.publisher.site})`,
    review.author,
    review.published === null ? null : element("time", { datetime: review.published }, book2.date(review.published)),
    timingOf(book2, match2),
    review.modified === null ? null : book2.say("modified", book2.date(review.modified)),
    language === null ? null : book2.languageName(language)
  ];
  return element(
    "div",
    { class: "source" },
    element("p", {}, linkAt(book2, review.url, match2.passage, review.title, language)),
    element(
      "ul",
      { class: "facts" },
      ...facts.filter((fact) => fact !== null).map((fact) => element("li", {}, fact))
    ),
    element("p", { class: "licence" }, `${review.attribution} · ${review.licence}`)
  );
}

// sidebar/failureView.ts
function renderAsked(book2, question) {
  const { sentences, page } = question.request;
  const whole = sentences.map(({ text: text2 }) => text2).join(" ");
  return [
    renderSentence(book2, page.language ?? null, [whole]),
    ...limitsOf(book2, question).map((line) => paragraph(line, "limit"))
  ];
}
function renderSentence(book2, language, text2, below = []) {
  return element(
    "div",
    { class: "sentence" },
    element("h3", { class: "label" }, book2.say("your_sentence")),
    element("blockquote", { class: "sentence-text", dir: "auto", lang: foreign(book2, language) }, ...text2),
    ...below
  );
}
function renderFailure({ book: book2, act }, failure) {
  const { title, text: text2, command, code, can_retry, is_of_service } = failureWords(book2, failure);
  const language = is_of_service ? foreign(book2, "en") : null;
  return element(
    "section",
    { class: "failure" },
    element("h3", { lang: language }, title),
    text2 === "" ? null : element("p", { lang: language }, text2),
    command === null ? null : element("pre", {}, element("code", { dir: "ltr" }, command)),
    can_retry ? button(book2.say("try_again"), "retry", act.retry) : null,
    paragraph(book2.say("code_line", code), "code")
  );
}

// sidebar/hiddenView.ts
function renderHidden({ book: book2, act }, kept, sentence, matches) {
  const documents = matches.flatMap(documentsOf);
  const wrong = documents.filter(({ document_id }) => isMarkedWrong(kept, sentence, document_id));
  const muted = documents.filter(
    (each) => !wrong.includes(each) && kept.muted_publishers.includes(each.review.publisher.site)
  );
  const sites = [...new Set(muted.map(({ review }) => review.publisher.site))];
  return [
    ...wrong.map(
      ({ document_id, review }) => element(
        "p",
        { class: "hidden" },
        book2.say("marked_wrong", review.title ?? review.url),
        " ",
        button(
          book2.say("undo"),
          "quiet",
          () => act.keep({ kind: "match_unmarked", match: { sentence, document_id } })
        )
      )
    ),
    ...sites.map(
      (site) => element(
        "p",
        { class: "hidden" },
        book2.counted("muted_here", muted.filter(({ review }) => review.publisher.site === site).length, site),
        " ",
        button(book2.say("show_again"), "quiet", () => act.keep({ kind: "publisher_unmuted", site }))
      )
    )
  ];
}

// sidebar/answersView.ts
function renderAnswers(tools, desk, state) {
  const { book: book2 } = tools;
  const { question } = state;
  const pairs = pairsOf(state);
  const matched = pairs.filter(({ result }) => result.status === "matched");
  if (matched.length === 0) {
    return [
      ...renderAsked(book2, question),
      paragraph(emptyResult(book2, pairs), "empty"),
      renderFooter(book2, state)
    ];
  }
  const rest = othersWithoutContext(
    book2,
    pairs.filter(({ result }) => result.status === "nothing_found").length,
    pairs.filter(({ result }) => result.status === "too_short").length
  );
  const arranging = renderArranging(
    tools,
    desk,
    matched.flatMap(({ result }) => result.matches)
  );
  return [
    ...matched.map((pair) => renderPair(tools, desk, state, pair)),
    ...rest === null ? [] : [paragraph(rest, "rest")],
    ...limitsOf(book2, question).map((line) => paragraph(line, "limit")),
    ...arranging === null ? [] : [arranging],
    renderFooter(book2, state)
  ];
}
function arrangeAll(desk, state) {
  const count2 = (matches) => matches.flatMap(documentsOf).length;
  const pairs = pairsOf(state);
  return {
    shown: pairs.reduce(
      (sum, { sentence, result }) => sum + count2(arrange(sentence.text, result.matches, desk.arrangement, desk.kept).shown),
      0
    ),
    all: pairs.reduce((sum, { result }) => sum + count2(result.matches), 0)
  };
}
function pairsOf({ question, answer }) {
  return question.request.sentences.flatMap((sentence) => {
    const result = answer.results.find(({ id }) => id === sentence.id);
    return result === void 0 ? [] : [{ sentence, result }];
  });
}
function renderPair(tools, desk, state, { sentence, result }) {
  const { page } = state.question.request;
  const { text: text2, below, documents } = renderFound(tools, desk, page, sentence.text, result.matches);
  return element(
    "section",
    { class: "result" },
    renderSentence(tools.book, page.language ?? null, text2, below),
    ...documents
  );
}
function renderFound(tools, desk, page, sentence, matches) {
  const { book: book2 } = tools;
  const { shown, filtered } = arrange(sentence, matches, desk.arrangement, desk.kept);
  const [first] = shown;
  const reported_by = first === void 0 ? null : reportedBy(book2, first);
  const ratings = ratingsOfSentence(book2, shown.flatMap(documentsOf));
  const answers = {
    sentence,
    language: foreign(book2, page.language ?? null),
    article_date: page.published ?? null
  };
  return {
    text: marked(sentence, first?.why.spans ?? [], "sentence"),
    below: [
      ...reported_by === null ? [] : [paragraph(reported_by, "limit")],
      ...ratings.map((line) => paragraph(line, "sentence-rating"))
    ],
    documents: [
      ...shown.map((match2) => renderMatch(tools, { ...answers, first: first ?? match2 }, match2)),
      ...shown.length === 0 && filtered > 0 ? [paragraph(book2.say("all_filtered"), "limit")] : [],
      ...renderHidden(tools, desk.kept, sentence, matches)
    ]
  };
}
function emptyResult(book2, pairs) {
  return pairs.every(({ result }) => result.status === "too_short") ? book2.say("too_short") : book2.counted("nothing_found", pairs.length);
}
function renderFooter(book2, { answer, question, address }) {
  return element(
    "footer",
    {},
    paragraph(indexLine(book2, answer)),
    paragraph(sentLine(book2, question.request, address))
  );
}

// sidebar/scanView.ts
function renderScan(tools, desk, state) {
  const { book: book2 } = tools;
  const found = sentencesWithContext(state);
  const arranging = renderArranging(
    tools,
    desk,
    found.flatMap(({ matches }) => matches)
  );
  return [
    renderProgress(tools, state),
    ...found.length === 0 && state.is_over && state.failure === null ? [paragraph(book2.say("no_sentence_has_context"), "empty")] : [],
    ...found.map((sentence) => renderScanned(tools, desk, state, sentence)),
    ...state.failure === null ? [] : [renderFailure(tools, state.failure)],
    ...arranging === null ? [] : [arranging],
    ...state.index === null || state.address === null ? [] : [renderFooter2(tools, state, { index: state.index, address: state.address })]
  ];
}
function renderProgress({ book: book2 }, state) {
  const answered2 = answeredCount(state);
  const total = state.sentences.length;
  const label = scanProgress(book2, answered2, total);
  return element(
    "div",
    { class: "progress" },
    paragraph(label),
    state.is_over ? null : element("progress", { "aria-label": label, max: String(total), value: String(answered2) }),
    paragraph(book2.counted("sentences_with_context", sentencesWithContext(state).length), "limit")
  );
}
function renderScanned(tools, desk, state, { id, text: text2, matches, is_lost }) {
  const { book: book2, act } = tools;
  const { page } = state.article.request;
  const found = renderFound(tools, desk, page, text2, matches);
  const goTo = element(
    "button",
    { type: "button", class: "sentence-text", dir: "auto", lang: foreign(book2, page.language ?? null) },
    ...found.text
  );
  goTo.addEventListener("click", () => act.goTo(id));
  return element(
    "section",
    { class: "result", "data-sentence-id": id, "aria-current": state.chosen === id ? "true" : null },
    element("h3", { class: "sentence" }, goTo),
    ...found.below,
    is_lost ? paragraph(book2.say("sentence_lost"), "limit") : null,
    element(
      "details",
      { class: "documents", id: `documents-${id}` },
      element("summary", {}, relationsInShort(book2, matches)),
      ...found.documents
    )
  );
}
function renderFooter2({ book: book2 }, state, { index, address }) {
  return element(
    "footer",
    {},
    paragraph(indexLine(book2, { index })),
    paragraph(sentLine(book2, state.article.request, address))
  );
}

// sidebar/download.ts
function saveAsFile(name, text2) {
  const address = URL.createObjectURL(new Blob([text2], { type: "application/json" }));
  const link2 = document.createElement("a");
  link2.href = address;
  link2.download = name;
  link2.click();
  setTimeout(() => URL.revokeObjectURL(address), 1e4);
}

// sidebar/keptView.ts
function renderKept(book2, kept, act) {
  const { muted_publishers, muted_sites, wrong_matches, quiet_on } = kept;
  const is_empty = muted_publishers.length + muted_sites.length + wrong_matches.length === 0 && quiet_on === null;
  const parts = [
    is_empty ? paragraph(book2.say("kept_nothing")) : null,
    renderMuted(
      book2,
      "kept_publishers",
      muted_publishers,
      (site) => act.keep({ kind: "publisher_unmuted", site })
    ),
    renderMuted(book2, "kept_sites", muted_sites, (site) => act.keep({ kind: "site_unmuted", site })),
    quiet_on === null ? null : paragraph(book2.say("kept_today", book2.date(quiet_on))),
    wrong_matches.length === 0 ? null : element(
      "p",
      {},
      book2.counted("kept_wrong", wrong_matches.length),
      " ",
      button(
        book2.say("export_wrong"),
        "quiet export",
        () => saveAsFile("sidelight-wrong-matches.json", JSON.stringify(wrong_matches, null, 2))
      )
    ),
    element("p", { class: "buttons" }, button(book2.say("wipe"), "wipe", act.wipe))
  ];
  return parts.filter((part) => part !== null);
}
function renderMuted({ say }, title, sites, undo) {
  if (sites.length === 0) return null;
  return element(
    "div",
    {},
    paragraph(say(title), "label"),
    element(
      "ul",
      { class: "muted" },
      ...sites.map(
        (site) => element(
          "li",
          {},
          `${site} `,
          button(say("undo"), "quiet", () => undo(site), `${say("undo")}: ${site}`)
        )
      )
    )
  );
}

// sidebar/sentView.ts
function renderSent(tools, { sent, kept }) {
  const { book: book2 } = tools;
  return [
    element(
      "section",
      { class: "sent" },
      heading(book2.say("sent_heading")),
      ...sent.length === 0 ? [paragraph(book2.say("sent_title_nothing"))] : sent.toReversed().map((each) => renderRequest(tools, each))
    ),
    element(
      "section",
      { class: "kept" },
      heading(book2.say("kept_heading")),
      ...renderKept(book2, kept, tools.act),
      renderQuieting(tools, kept)
    )
  ];
}
function renderRequest({ book: book2 }, sent) {
  const { request } = sent;
  const { page } = request;
  const language = foreign(book2, page.language ?? null);
  const quoted2 = (text2) => element("blockquote", { dir: "auto", lang: language }, text2);
  const facts = [
    ["sent_field_url", page.url],
    ["sent_field_page_title", page.title],
    ["sent_field_published", page.published],
    ["sent_field_language", page.language],
    ["sent_field_min_probability", request.min_probability?.toString()],
    ["sent_field_kinds", request.kinds?.map((kind) => kindOfDocument(book2, kind)).join(", ")],
    ["sent_field_languages", request.languages?.map(book2.languageName).join(", ")]
  ];
  const around = request.sentences.flatMap(
    (sentence) => "before" in sentence || "after" in sentence ? [sentence] : []
  );
  return element(
    "article",
    { class: "request" },
    element("h4", {}, sentTo(book2, sent)),
    element(
      "dl",
      {},
      element("dt", {}, book2.say("sent_field_sentences")),
      ...request.sentences.map(({ text: text2 }) => element("dd", {}, quoted2(text2))),
      ...around.flatMap(({ before, after }) => [
        ...before === void 0 ? [] : [element("dt", {}, book2.say("sent_field_before")), element("dd", {}, quoted2(before))],
        ...after === void 0 ? [] : [element("dt", {}, book2.say("sent_field_after")), element("dd", {}, quoted2(after))]
      ]),
      ...facts.flatMap(
        ([name, value]) => value === void 0 ? [] : [element("dt", {}, book2.say(name)), element("dd", { dir: "auto" }, value)]
      )
    ),
    element(
      "details",
      { id: `raw-${sent.number}` },
      element("summary", {}, book2.say("sent_raw")),
      element("pre", { dir: "ltr", tabindex: "0" }, element("code", {}, JSON.stringify(request, null, 2)))
    )
  );
}
function renderQuieting({ book: book2, act }, kept) {
  const { site } = act;
  return element(
    "p",
    { class: "buttons" },
    site === null || kept.muted_sites.includes(site) ? null : button(book2.say("quiet_here", site), "quiet-here", () => act.keep({ kind: "site_muted", site })),
    kept.quiet_on === null ? button(book2.say("quiet_for_today"), "quiet-today", act.quietToday) : button(book2.say("end_quiet"), "end-quiet", () => act.keep({ kind: "quiet_no_more" }))
  );
}

// sidebar/view.ts
function render(tools, desk) {
  const run = "run" in desk.asked ? desk.asked.run : 0;
  return {
    subject: desk.pane === "sent" ? "sent" : `${desk.asked.phase} ${run}`,
    content: desk.pane === "sent" ? renderSent(tools, desk) : renderAsk(tools, desk),
    bar: renderBar(tools, desk),
    announcement: announce(tools, desk)
  };
}
function renderAsk(tools, desk) {
  const { book: book2, act } = tools;
  const { asked } = desk;
  switch (asked.phase) {
    case "no_selection":
      return [
        heading(book2.say("no_selection_title")),
        paragraph(book2.say("no_selection")),
        ...act.checkArticle === null ? [] : [button(book2.say("check_article"), "check-article", act.checkArticle)]
      ];
    case "no_article":
      return [heading(book2.say("no_article_title")), paragraph(book2.say("no_article"))];
    case "quiet":
      return renderQuiet(tools, asked.reason);
    case "scan":
      return renderScan(tools, desk, asked);
    case "busy":
      return [...renderAsked(book2, asked.question), paragraph(book2.say("busy"), "busy")];
    case "answered":
      return renderAnswers(tools, desk, asked);
    case "failed":
      return [...renderAsked(book2, asked.question), renderFailure(tools, asked.failure)];
  }
}
function renderQuiet({ book: book2, act }, reason) {
  const [title, text2] = reason === "site" ? [book2.say("quiet_site_title"), book2.say("quiet_site")] : [book2.say("quiet_today_title"), book2.say("quiet_today")];
  return [
    heading(title),
    paragraph(text2),
    element(
      "p",
      { class: "buttons" },
      button(book2.say("look_up_once"), "once", act.lookUpAnyway),
      button(book2.say("end_quiet"), "end-quiet", act.endQuiet)
    )
  ];
}
function renderBar({ book: book2, act }, { connection, pane }) {
  const is_sent = pane === "sent";
  return [
    element(
      "p",
      { class: "connection", "data-connection": connection.kind },
      connectionLine(book2, connection)
    ),
    button(
      book2.say(is_sent ? "back_to_answers" : "what_was_sent"),
      "turn",
      () => act.turnTo(is_sent ? "answers" : "sent")
    )
  ];
}
function announce({ book: book2 }, desk) {
  const { asked } = desk;
  if (desk.pane === "sent") return book2.say("what_was_sent");
  switch (asked.phase) {
    case "no_selection":
      return book2.say("no_selection_title");
    case "no_article":
      return book2.say("no_article_title");
    case "quiet":
      return book2.say(asked.reason === "site" ? "quiet_site_title" : "quiet_today_title");
    case "busy":
      return book2.say("busy");
    case "failed":
      return failureWords(book2, asked.failure).title;
    case "scan":
      return scanProgress(book2, answeredCount(asked), asked.sentences.length);
    case "answered": {
      const { shown, all } = arrangeAll(desk, asked);
      return shown === all ? countLine(book2, all) : shownOf(book2, shown, all);
    }
  }
}

// sidebar/sidebar.ts
function createSidebar(book2, ask2, scanning, standings, keeper) {
  let desk = CLEAR_DESK;
  let run = 0;
  let current = new AbortController();
  let scanned = null;
  let lookUpAnyway = () => {
  };
  const panel = createPanel(book2, standings, close);
  const act = {
    site: keeper.site,
    retry,
    lookUpAnyway: () => lookUpAnyway(),
    endQuiet,
    quietToday: () => void change({ kind: "quiet_until_tomorrow", day: dayOf(/* @__PURE__ */ new Date()) }),
    checkArticle: scanning === null ? null : () => void checkArticle(),
    goTo: (id) => scanned?.goTo(id),
    arrange: (arrangement) => apply({ kind: "arranged", arrangement }),
    markWrong,
    keep: (keeping) => void change(keeping),
    turnTo: (pane) => apply({ kind: "turned_to", pane }),
    wipe: () => void wipe(),
    announce: panel.announce
  };
  function apply(event) {
    const next = reduceDesk(desk, event);
    if (next === desk) return;
    desk = next;
    panel.show(render({ book: book2, act }, desk));
  }
  function close() {
    current.abort();
    panel.close();
  }
  function retry() {
    const { asked } = desk;
    if (asked.phase === "failed") void lookUp(asked.question);
    if (asked.phase === "scan") void checkArticle();
  }
  async function change(keeping) {
    const kept = keep(desk.kept, keeping);
    apply({ kind: "kept", kept });
    await keeper.save(kept);
  }
  function markWrong(sentence, match2) {
    const { connection } = desk;
    void change({
      kind: "match_marked_wrong",
      match: {
        sentence,
        document_id: match2.document_id,
        claim: match2.claim.text,
        address: match2.review.url,
        relation: match2.relation,
        generation: connection.kind === "works" ? connection.index.generation : "",
        marked_on: dayOf(/* @__PURE__ */ new Date())
      }
    });
  }
  async function wipe() {
    await keeper.wipe();
    apply({ kind: "wiped" });
    panel.announce(book2.say("wiped"));
  }
  function endQuiet() {
    const { site } = keeper;
    const kept = keep(desk.kept, { kind: "quiet_no_more" });
    const open = site === null ? kept : keep(kept, { kind: "site_unmuted", site });
    apply({ kind: "kept", kept: open });
    void keeper.save(open).then(() => lookUpAnyway());
  }
  function begin() {
    current.abort();
    current = new AbortController();
    scanned = null;
    run += 1;
    panel.open();
    return run;
  }
  async function mayAsk(again, is_once) {
    const { signal } = current;
    const { kept, choices } = await keeper.read();
    if (signal.aborted) return null;
    apply({ kind: "kept", kept });
    const reason = is_once ? null : quietReason(kept, keeper.site, dayOf(/* @__PURE__ */ new Date()));
    if (reason === null) return choices;
    lookUpAnyway = again;
    apply({ kind: "kept_quiet", reason });
    return null;
  }
  async function noting(path, request, asking) {
    const number2 = desk.sent.length + 1;
    apply({ kind: "sent", sent: { number: number2, at: /* @__PURE__ */ new Date(), path, request, went: null } });
    const asked = await asking;
    apply({ kind: "sent_to", number: number2, address: asked.address });
    return asked;
  }
  async function lookUp(question, is_once = false) {
    const own_run = begin();
    panel.takeFocus();
    const { signal } = current;
    if (question === null) {
      apply({ kind: "nothing_selected" });
      return;
    }
    apply({ kind: "asked", run: own_run, question });
    const choices = await mayAsk(() => void lookUp(question, true), is_once);
    if (choices === null) return;
    const request = { ...question.request, ...wishesOf(choices) };
    const asked = await noting("/v1/context", request, ask2(request, signal));
    if (asked.ok) apply({ kind: "answered", run: own_run, answer: asked.answer, address: asked.address });
    else apply({ kind: "failed", run: own_run, failure: asked.failure });
  }
  async function checkArticle(is_once = false) {
    const checking = check(is_once);
    panel.takeFocus();
    await checking;
  }
  async function checkUnasked() {
    const { kept } = await keeper.read();
    if (quietReason(kept, keeper.site, dayOf(/* @__PURE__ */ new Date())) !== null) return;
    if (scanning?.looksLikeArticle()) await check();
  }
  async function check(is_once = false) {
    if (scanning === null) return;
    const own_run = begin();
    const { signal } = current;
    const choices = await mayAsk(() => void checkArticle(true), is_once);
    if (choices === null) return;
    const read2 = scanning.read(
      {
        markClicked(id) {
          apply({ kind: "mark_clicked", id });
          panel.reveal(`[data-sentence-id="${id}"]`);
        },
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
    const failure = await askInParts(
      (part) => noting("/v1/scan", part, scanning.ask(part, signal)),
      { ...read2.article, request: { ...read2.article.request, ...wishesOf(choices) } },
      signal,
      (answer, address) => {
        apply({ kind: "scan_answered", run: own_run, answer, address });
        read2.mark(answer.results.filter(({ status }) => status === "matched").map(({ id }) => id));
      }
    );
    apply({ kind: "scan_ended", run: own_run, failure });
  }
  return { lookUp: (question) => lookUp(question), checkArticle: () => checkArticle(), checkUnasked, close };
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
  const ask2 = button(label, "ask", onClick);
  ask2.setAttribute("aria-keyshortcuts", "Control+Enter Meta+Enter");
  ask2.addEventListener("pointerdown", (event) => event.preventDefault());
  shadow.append(ask2);
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
  // The part of an address that never leaves the browser.
  token: location.hash.slice(1),
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
    const { address } = service;
    return outcome.ok ? { ok: true, answer: outcome.value, address } : { ...outcome, address };
  },
  null,
  // The page stores nothing, so the sidebar stands where it does at first whenever it is loaded.
  { read: () => Promise.resolve(AT_FIRST), save: () => Promise.resolve() },
  inMemory()
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
function inMemory() {
  let kept = NOTHING_KEPT;
  return {
    site: null,
    read: () => Promise.resolve({ kept, choices: AS_SHIPPED }),
    async save(changed) {
      kept = changed;
    },
    async wipe() {
      kept = NOTHING_KEPT;
    }
  };
}
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
