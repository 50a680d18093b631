/** The article of a page: which of its sentences to ask about, and where on the live page each of them stands. */

import { isProbablyReaderable, Readability } from '@mozilla/readability';
import type { Article } from '../messages';
import { readFacts } from './facts';
import { elementOf, type Flow, rangeOf, readWithin } from './flow';
import { MAX_SENTENCE_CHARS, sentenceSpans } from './sentences';
import { collapse } from './wording';

/** The service takes as many in one request; a longer article is a book. */
export const MAX_ARTICLE_SENTENCES = 512;

/** Parts that Readability leaves in when they stand within the article. */
const BESIDE_THE_ARTICLE =
  'nav, aside, footer, dialog, [role="navigation"], [role="complementary"], [role="contentinfo"], [role="dialog"], ' +
  '[role="menu"], [role="toolbar"], [role="search"], [aria-hidden="true"], [contenteditable="true"] [placeholder]';
const LINES = 'p, li, dd, dt, td, th, figcaption, blockquote, h1, h2, h3, h4, h5, h6, div, section, article';
/** A line of which more is links than this leads elsewhere. */
const MAX_LINKED_SHARE = 0.6;
/** A line without an end mark and with fewer words is a label: a byline, a caption's credit, "Share this". */
const MIN_WORDS_WITHOUT_END = 8;
const ENDS = /[.!?…。！？؟۔।][\p{Pf}\p{Pe}"'\s]*$/u;

export type ReadArticle = { readonly article: Article; readonly ranges: ReadonlyMap<string, Range> };

/**
 * Whether the page is one to be read, by the look of it: the front page of a site is not. Quick, and wrong about old
 * pages that mark no paragraphs; there the reader can still ask.
 */
export function looksLikeArticle(page: Document): boolean {
  return isProbablyReaderable(page);
}

/** Null where nothing on the page reads as an article. The page itself is not touched: a copy is taken apart. */
export function readArticle(page: Document): ReadArticle | null {
  const flow = readArticleText(page);
  if (flow === null) return null;
  const facts = readFacts(page, null);
  const found = sentenceSpans(flow.text, facts.language).flatMap((span) => {
    const text = collapse(flow.text.slice(span.start, span.end));
    const range = rangeOf(flow, trimmed(flow.text, span.start, span.end));
    return range !== null && isSentence(text) ? [{ text, range }] : [];
  });
  if (found.length === 0) return null;
  const taken = found
    .slice(0, MAX_ARTICLE_SENTENCES)
    .map((each, position) => ({ ...each, id: `a${position + 1}` }));
  return {
    article: {
      request: { sentences: taken.map(({ id, text }) => ({ id, text })), page: facts },
      left_out: found.length - taken.length,
    },
    ranges: new Map(taken.map(({ id, range }) => [id, range])),
  };
}

function readArticleText(page: Document): Flow | null {
  const copy = page.cloneNode(true) as Document;
  const originals = textsOf(copy, page);
  const content = new Readability<Node>(copy, { serializer: (node) => node }).parse()?.content;
  if (content == null) return null;
  const kept = new Set([...texts(content)].map((text) => originals.get(text)));
  const is_linked = linkedLines();
  return readWithin(page.body, (node) => {
    const element = elementOf(node);
    return kept.has(node) && element?.closest(BESIDE_THE_ARTICLE) === null && !is_linked(element);
  });
}

/** Each text of the copy with the text of the page that it was copied from: both trees are still alike. */
function textsOf(copy: Document, page: Document): ReadonlyMap<Node, Node> {
  const of_page = texts(page);
  return new Map([...texts(copy)].map((text) => [text, of_page.next().value as Node]));
}

function* texts(root: Node): Generator<Text> {
  const walker = (root.ownerDocument ?? (root as Document)).createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) yield node as Text;
}

function linkedLines(): (element: Element) => boolean {
  const known = new Map<Element, boolean>();
  return (element) => {
    const line = element.closest(LINES);
    if (line === null) return false;
    const before = known.get(line);
    if (before !== undefined) return before;
    const linked = [...line.querySelectorAll('a[href]')].reduce((sum, link) => sum + lengthOf(link), 0);
    const answer = linked > MAX_LINKED_SHARE * lengthOf(line);
    known.set(line, answer);
    return answer;
  };
}

function lengthOf(element: Element): number {
  return collapse(element.textContent ?? '').length;
}

function isSentence(text: string): boolean {
  if (text.length > MAX_SENTENCE_CHARS) return false;
  return ENDS.test(text) || text.split(' ').length >= MIN_WORDS_WITHOUT_END;
}

function trimmed(text: string, start: number, end: number) {
  const part = text.slice(start, end);
  return {
    start: start + part.length - part.trimStart().length,
    end: end - part.length + part.trimEnd().length,
  };
}
