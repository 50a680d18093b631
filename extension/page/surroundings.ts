/** The text before and after a range of the page, as it reads: markup ignored, blocks kept apart. */

import { collapse, firstWords, lastWords } from './wording';

const UNREAD = 'script, style, noscript, template, textarea, select, button';
const BLOCKS =
  'address, article, aside, blockquote, dd, div, dl, dt, figcaption, figure, footer, form, h1, h2, h3, h4, ' +
  'h5, h6, header, hr, li, main, nav, ol, p, pre, section, table, td, th, tr, ul';

export type Surroundings = { readonly before: string; readonly after: string };

export function readSurroundings(range: Range, max_chars: number): Surroundings {
  let before = '';
  let after = '';
  let block: Element | null = null;
  for (const node of textNodes(enclosing(range, max_chars))) {
    const own_block: Element | null = node.parentElement?.closest(BLOCKS) ?? null;
    const gap = own_block === block ? '' : ' ';
    block = own_block;
    before += gap + partBefore(range, node);
    after += gap + partAfter(range, node);
  }
  return { before: lastWords(collapse(before), max_chars), after: firstWords(collapse(after), max_chars) };
}

/** The nearest element that holds enough text on both sides; so a long page isn't read from end to end. */
function enclosing(range: Range, max_chars: number): Element {
  const { commonAncestorContainer: common } = range;
  let element = (common instanceof Element ? common : common.parentElement) ?? document.body;
  const enough = range.toString().length + 4 * max_chars;
  while (element !== document.body && element.parentElement && (element.textContent ?? '').length < enough) {
    element = element.parentElement;
  }
  return element;
}

function* textNodes(root: Element): Generator<Text> {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.parentElement?.closest(UNREAD) === null) yield node as Text;
  }
}

function partBefore(range: Range, node: Text): string {
  if (node === range.startContainer) return node.data.slice(0, range.startOffset);
  return range.comparePoint(node, 0) < 0 ? node.data : '';
}

function partAfter(range: Range, node: Text): string {
  if (node === range.endContainer) return node.data.slice(range.endOffset);
  return range.comparePoint(node, node.length) > 0 ? node.data : '';
}
