/** What the reader selected: its text, the text around it, and the language it stands in. */

import { readSurroundings, type Surroundings } from './surroundings';
import { collapse } from './wording';

/** Enough for a sentence or two on each side, which is what settles "he" and "the same year". */
export const MAX_AROUND_CHARS = 300;

export type Selected = Surroundings & {
  readonly text: string;
  /** The language tag nearest to the selection, as the page wrote it. */
  readonly language: string | null;
};

/** Returns null if nothing but white space is selected. */
export function readSelection(selection: Selection | null): Selected | null {
  const text = selection?.toString() ?? '';
  if (selection === null || selection.rangeCount === 0 || text.trim() === '') return null;
  return { text, ...readAround(selection.getRangeAt(0)) };
}

/** Reads an element's whole text as if the reader had selected it. */
export function readElement(element: Element): Selected | null {
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(element);
  // Unlike a selection, a range keeps the line breaks of the page's source, which would be taken for ends of sentences.
  const text = collapse(range.toString());
  return text === '' ? null : { text, ...readAround(range) };
}

function readAround(range: Range): Surroundings & { readonly language: string | null } {
  const { startContainer: start } = range;
  const element = start instanceof Element ? start : start.parentElement;
  const language = element?.closest('[lang]')?.getAttribute('lang') ?? null;
  return { ...readSurroundings(range, MAX_AROUND_CHARS), language };
}
