import { describe, expect, it } from 'vitest';
import { findQuote, quoteOf } from '../../extension/page/anchors';

const SENTENCE = 'Iran has been actively smuggling weapons and bombs into Iraq.';
const BEFORE = 'At the weekly briefing the reason was put plainly. ';
const AFTER = ' The spokesman took no questions on the point.';
const PAGE = `${BEFORE}${SENTENCE}${AFTER}`;
const QUOTE = quoteOf(PAGE, { start: BEFORE.length, end: BEFORE.length + SENTENCE.length });

function found(text: string): string | null {
  const span = findQuote(text, QUOTE);
  return span === null ? null : text.slice(span.start, span.end);
}

describe('a quoted sentence', () => {
  it('is found where it was', () => {
    expect(findQuote(PAGE, QUOTE)).toEqual({ start: BEFORE.length, end: BEFORE.length + SENTENCE.length });
  });

  it('is found where late content has moved it', () => {
    expect(found(`Breaking news came in above. ${PAGE}`)).toBe(SENTENCE);
  });

  it('is found with its spelling corrected', () => {
    expect(found(PAGE.replace('smuggling', 'smugglling'))).toBe(SENTENCE.replace('smuggling', 'smugglling'));
    expect(found(PAGE.replace('weapons and', 'weapons  and'))).toBe(
      SENTENCE.replace('weapons and', 'weapons  and'),
    );
  });

  it.each([
    ['says the opposite', SENTENCE.replace('has been', 'has not been')],
    ['has a word more', SENTENCE.replace('bombs', 'many bombs')],
    ['has a word less', SENTENCE.replace('actively ', '')],
    ['has another name', SENTENCE.replace('Iraq', 'Iran')],
    ['is gone', ''],
  ])('is not taken to be one that %s', (_what, other) => {
    expect(found(`${BEFORE}${other}${AFTER}`)).toBeNull();
  });

  it('is not taken to be one with another number', () => {
    const text = 'The repairs to the bridge of the harbour cost 40 million crowns.';
    const quote = quoteOf(text, { start: 0, end: text.length });
    expect(findQuote(text.replace('40', '41'), quote)).toBeNull();
    expect(findQuote(text, quote)).toEqual({ start: 0, end: text.length });
  });

  it('that stands twice is the one with its own surroundings', () => {
    const text = `${SENTENCE} So it said elsewhere. ${PAGE}`;
    expect(findQuote(text, QUOTE)?.start).toBe(text.length - PAGE.length + BEFORE.length);
  });

  it('that could as well be one or the other is neither', () => {
    expect(found(`${PAGE} ${PAGE}`)).toBeNull();
  });
});
