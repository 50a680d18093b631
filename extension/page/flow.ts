/**
 * A part of the page as it reads: one text, with the way back from each of its characters to its place in the DOM.
 *
 * Letters stand as in the source, whatever the style makes of them (a heading in capitals is no shouting). White space
 * is one blank a character, so that places don't move; between blocks, and at an empty line of preformatted text,
 * stands an empty line, which is where no sentence goes on.
 */

const UNREAD = 'script, style, noscript, template, textarea, select, button, svg, math';
const BLOCKS =
  'address, article, aside, blockquote, body, dd, details, div, dl, dt, fieldset, figcaption, figure, footer, form, ' +
  'h1, h2, h3, h4, h5, h6, header, hr, li, main, nav, ol, p, pre, section, summary, table, td, th, tr, ul';
const BETWEEN_BLOCKS = '\n\n';

/** A run of characters that stand in one text node. */
type Piece = { readonly node: Text; readonly from: number; readonly at: number; readonly length: number };

export type Flow = { readonly text: string; readonly pieces: readonly Piece[] };

/** Half-open, in characters of a flow's text. */
export type Span = { readonly start: number; readonly end: number };

/** Reads what a range holds. */
export function readRange(range: Range): Flow {
  return read(range.commonAncestorContainer, (node) => partWithin(range, node));
}

/** Reads an element, or of it only the text nodes that `accepts` lets through. */
export function readWithin(root: Node, accepts: (node: Text) => boolean = () => true): Flow {
  return read(root, (node) => (accepts(node) ? { start: 0, end: node.length } : null));
}

export function rangeOf({ pieces }: Flow, { start, end }: Span): Range | null {
  const first = pieces.find(({ at, length }) => start < at + length);
  const last = pieces.findLast(({ at }) => at < end);
  if (first === undefined || last === undefined || first.at > last.at) return null;
  const range = first.node.ownerDocument.createRange();
  range.setStart(first.node, first.from + Math.max(0, start - first.at));
  range.setEnd(last.node, last.from + Math.min(last.length, end - last.at));
  return range;
}

/** Where a range stands in a flow that holds all of it; null if it doesn't. */
export function spanOf({ pieces }: Flow, range: Range): Span | null {
  const first = pieces.find(({ node }) => node === range.startContainer);
  const last = pieces.find(({ node }) => node === range.endContainer);
  if (first === undefined || last === undefined) return null;
  return {
    start: first.at + range.startOffset - first.from,
    end: last.at + range.endOffset - last.from,
  };
}

export function elementOf(node: Node): Element | null {
  // Nodes of a frame are of that frame's own classes, so `instanceof` would not know them.
  return node.nodeType === Node.ELEMENT_NODE ? (node as Element) : node.parentElement;
}

function read(root: Node, partOf: (node: Text) => Span | null): Flow {
  const pieces: Piece[] = [];
  const is_read = readable();
  let text = '';
  let block: Element | null = null;
  let breaks = 0;
  for (const node of textsAndBreaks(root)) {
    if (node.nodeType !== Node.TEXT_NODE) {
      breaks += 1;
      continue;
    }
    const part = partOf(node as Text);
    const parent = node.parentElement;
    if (part === null || part.start === part.end || (parent !== null && !is_read(parent))) continue;
    const data = (node as Text).data.slice(part.start, part.end);
    const own_block = parent?.closest(BLOCKS) ?? null;
    const is_blank = data.trim() === '';
    if (is_blank && own_block !== block) continue;
    if (text !== '' && (own_block !== block || breaks > 1)) text += BETWEEN_BLOCKS;
    else if (breaks === 1) text += ' ';
    block = own_block;
    if (!is_blank) breaks = 0;
    pieces.push({ node: node as Text, from: part.start, at: text.length, length: data.length });
    text += blanked(data, parent);
  }
  return { text, pieces };
}

function* textsAndBreaks(root: Node): Generator<Node> {
  if (root.nodeType === Node.TEXT_NODE) {
    yield root;
    return;
  }
  const page = root.ownerDocument ?? (root as Document);
  const walker = page.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE || node.nodeName === 'BR') yield node;
  }
}

/** Tells of elements whether their text is there for readers; each is looked at once. */
function readable(): (element: Element) => boolean {
  const known = new Map<Element, boolean>();
  return (element) => {
    const before = known.get(element);
    if (before !== undefined) return before;
    const is_shown = element.checkVisibility?.({ visibilityProperty: true }) ?? true;
    const answer = is_shown && element.closest(UNREAD) === null;
    known.set(element, answer);
    return answer;
  };
}

function partWithin(range: Range, node: Text): Span | null {
  if (!range.intersectsNode(node)) return null;
  return {
    start: node === range.startContainer ? range.startOffset : 0,
    end: node === range.endContainer ? range.endOffset : node.length,
  };
}

/** Plain text is often wrapped by hand: one line break goes on, an empty line doesn't. */
function blanked(data: string, parent: Element | null): string {
  const keeps_lines = /\n\s*\n/.test(data) && parent !== null && isPreformatted(parent);
  if (!keeps_lines) return data.replace(/\s/g, ' ');
  return data
    .replace(/[^\S\n]/g, ' ')
    .replace(/\n(?: *\n)+|\n/g, (lines) => (lines.length === 1 ? ' ' : lines));
}

function isPreformatted(element: Element): boolean {
  return getComputedStyle(element).whiteSpace.startsWith('pre') || element.closest('pre') !== null;
}
