/** The text before and after a range of the page, as it reads: markup ignored, blocks kept apart. */

import { elementOf, readRange } from './flow';
import { collapse, firstWords, lastWords } from './wording';

export type Surroundings = { readonly before: string; readonly after: string };

export function readSurroundings(range: Range, max_chars: number): Surroundings {
  const around = enclosing(range, max_chars);
  const before = range.cloneRange();
  before.setStart(around, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const after = range.cloneRange();
  after.setEnd(around, around.childNodes.length);
  after.setStart(range.endContainer, range.endOffset);
  return {
    before: lastWords(collapse(readRange(before).text), max_chars),
    after: firstWords(collapse(readRange(after).text), max_chars),
  };
}

/** The nearest node that holds enough text on both sides, so that a long page isn't read from end to end. */
function enclosing(range: Range, max_chars: number): Node {
  const enough = range.toString().length + 4 * max_chars;
  let around: Node = elementOf(range.commonAncestorContainer) ?? range.commonAncestorContainer;
  while (around.nodeName !== 'BODY' && around.parentNode && (around.textContent ?? '').length < enough) {
    around = around.parentNode;
  }
  return around;
}
