/** What the reader selected: its text, the text around it, and the language it stands in. */

import { readRange } from './flow';
import { languageAt, type OpenShadow, type Reached, reachSelection } from './reach';
import { readSurroundings, type Surroundings } from './surroundings';
import { collapse, firstWords, lastWords } from './wording';

/** Enough for a sentence or two on each side, which is what settles "he" and "the same year". */
export const MAX_AROUND_CHARS = 300;

export type Selected = Surroundings & {
  readonly text: string;
  /** The language tag nearest to the selection, as the page wrote it. */
  readonly language: string | null;
};

/** Returns null if nothing but white space is selected. */
export function readSelection(page: Document, openShadow: OpenShadow): Selected | null {
  const reached = reachSelection(page, openShadow);
  if (reached === null) return null;
  return reached.kind === 'range' ? readSelected(reached.range) : readField(reached);
}

/** Reads an element's whole text as if the reader had selected it. */
export function readElement(element: Element): Selected | null {
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(element);
  return readSelected(range);
}

function readSelected(range: Range): Selected | null {
  const { text } = readRange(range);
  if (text.trim() === '') return null;
  return { text, ...readSurroundings(range, MAX_AROUND_CHARS), language: languageAt(range.startContainer) };
}

function readField({ text, start, end, field }: Reached & { kind: 'field' }): Selected | null {
  const selected = text.slice(start, end);
  if (selected.trim() === '') return null;
  return {
    text: selected,
    before: lastWords(collapse(text.slice(0, start)), MAX_AROUND_CHARS),
    after: firstWords(collapse(text.slice(end)), MAX_AROUND_CHARS),
    language: languageAt(field),
  };
}
