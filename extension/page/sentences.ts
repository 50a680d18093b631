/** A selection cut into the sentences that one request may hold, each with the text around it. Pure. */

import type { Sentence } from '../service/contract';
import type { Span } from './flow';
import { MAX_AROUND_CHARS, type Selected } from './selection';
import { collapse, firstWords, lastWords } from './wording';

/** Both are the service's limits: it refuses more. */
export const MAX_SENTENCES = 64;
export const MAX_SENTENCE_CHARS = 2_000;

/** How far to look for the text around before its white space is collapsed; a whole book may be selected. */
const RAW_CHARS = 4 * MAX_AROUND_CHARS;

/**
 * The segmenter ends a sentence after any dot before a capital. These endings don't end one: an initial,
 * initials, a title. Joining too often costs little (two sentences are asked as one); splitting too often
 * asks about half a statement.
 */
const CONTINUES_AFTER_DOT =
  /(?:^|[\s(“"'‘])(?:\p{Lu}|(?:\p{Lu}\.)+\p{Lu}|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Maj|Lt|Sgt|Capt|Sen|Rep|Gov|Pres|Amb|St|No|vs)\.[ \t]*$/u;

export type SplitSelection = {
  readonly sentences: readonly Sentence[];
  readonly left_out: number;
  readonly is_cut: boolean;
};

export function splitSelection(selected: Selected, language: string | undefined): SplitSelection {
  const spans = sentenceSpans(selected.text, language);
  const taken = spans.slice(0, MAX_SENTENCES);
  return {
    sentences: taken.map((span, position) => toSentence(selected, span, `s${position + 1}`)),
    left_out: spans.length - taken.length,
    is_cut: taken.some(
      ({ start, end }) => collapse(selected.text.slice(start, end)).length > MAX_SENTENCE_CHARS,
    ),
  };
}

/** Where the sentences of a text stand, white space around them included; what has no letter is none. */
export function sentenceSpans(text: string, language: string | undefined): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  // A footnote's number behind the dot belongs to what it is a note to.
  const without_notes = text.replace(/\[\d{1,3}\]/g, (note) => ' '.repeat(note.length));
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
  for (const { segment, index } of segmenter.segment(without_notes)) {
    const end = index + segment.length;
    if (goesOn(text.slice(start, end), text.slice(end))) continue;
    spans.push({ start, end });
    start = end;
  }
  return spans.filter((span) => /\p{L}/u.test(text.slice(span.start, span.end)));
}

/** A line that breaks before a small letter (a line break in the page, a narrow table cell) goes on, too. */
function goesOn(so_far: string, rest: string): boolean {
  if (rest === '') return false;
  return CONTINUES_AFTER_DOT.test(so_far) || (/[^.!?…\n]\n$/u.test(so_far) && /^\s*\p{Ll}/u.test(rest));
}

function toSentence(selected: Selected, { start, end }: Span, id: string): Sentence {
  const before = collapse(`${selected.before} ${selected.text.slice(Math.max(0, start - RAW_CHARS), start)}`);
  const after = collapse(`${selected.text.slice(end, end + RAW_CHARS)} ${selected.after}`);
  return {
    id,
    text: firstWords(collapse(selected.text.slice(start, end)), MAX_SENTENCE_CHARS),
    ...(before && { before: lastWords(before, MAX_AROUND_CHARS) }),
    ...(after && { after: firstWords(after, MAX_AROUND_CHARS) }),
  };
}
