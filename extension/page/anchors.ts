/**
 * Finding a sentence again on a page that has changed. Pure.
 *
 * A quote is what the Web Annotation model calls a TextQuoteSelector. Where the very words are gone, approximate
 * search finds the likeliest place, and the place is taken only if it differs by spelling: a sentence in which a word
 * or a number was put in, left out or exchanged says something else, and is not the one that was looked up.
 */

import search from 'approx-string-match';
import type { Span } from './flow';

export type Quote = { readonly exact: string; readonly prefix: string; readonly suffix: string };

/** Enough to tell two occurrences of a sentence apart; a longer context is likelier to change itself. */
const CONTEXT_CHARS = 32;
/** Share of a sentence's characters that may differ. A higher one finds more, and more of them are other sentences. */
const MAX_ERROR_SHARE = 0.1;
const MAX_ERRORS = 20;
/** In a shorter word one letter more makes another word ("no", "now"). */
const MIN_MISSPELT_CHARS = 4;

export function quoteOf(text: string, { start, end }: Span): Quote {
  return {
    exact: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - CONTEXT_CHARS), start),
    suffix: text.slice(end, end + CONTEXT_CHARS),
  };
}

/** Where the quote stands in a text; null where it doesn't, or could as well stand elsewhere. */
export function findQuote(text: string, quote: Quote): Span | null {
  const exact = occurrences(text, quote.exact);
  return likeliest(text, quote, exact.length > 0 ? exact : misspelt(text, quote.exact));
}

function occurrences(text: string, exact: string): readonly Span[] {
  const found: Span[] = [];
  for (let start = text.indexOf(exact); start >= 0; start = text.indexOf(exact, start + 1)) {
    found.push({ start, end: start + exact.length });
  }
  return found;
}

function misspelt(text: string, exact: string): readonly Span[] {
  const max_errors = Math.min(MAX_ERRORS, Math.floor(exact.length * MAX_ERROR_SHARE));
  const found = search(text, exact, max_errors);
  const fewest = Math.min(...found.map(({ errors }) => errors));
  return found
    .filter(({ errors }) => errors === fewest)
    .map(({ start, end }) => wholeWords(text, { start, end }))
    .filter((span) => differsBySpelling(text.slice(span.start, span.end), exact))
    .filter((span, position, spans) => spans.findIndex(({ start }) => start === span.start) === position);
}

/** Approximate search may leave off an end of a word, or of the sentence's last mark. */
function wholeWords(text: string, { start, end }: Span): Span {
  const before = /[\p{L}\p{N}]*$/u.exec(text.slice(Math.max(0, start - 40), start))?.[0].length ?? 0;
  const after = /^[\p{L}\p{N}]*/u.exec(text.slice(end, end + 40))?.[0].length ?? 0;
  return { start: start - before, end: end + after };
}

function differsBySpelling(found: string, exact: string): boolean {
  const [theirs, ours] = [wordsOf(found), wordsOf(exact)];
  return (
    theirs.length === ours.length && theirs.every((word, position) => isSameWord(word, ours[position] ?? ''))
  );
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

/** A letter too many or too few within a word. One letter for another makes Iran of Iraq; one in front, legal illegal. */
function isSameWord(one: string, other: string): boolean {
  if (one === other) return true;
  const [shorter, longer] = one.length < other.length ? [one, other] : [other, one];
  const is_plain = /^\p{Ll}+$/u.test(shorter) && /^\p{Ll}+$/u.test(longer) && shorter[0] === longer[0];
  if (!is_plain || shorter.length < MIN_MISSPELT_CHARS || longer.length !== shorter.length + 1) return false;
  return [...longer].some((_letter, at) => longer.slice(0, at) + longer.slice(at + 1) === shorter);
}

/** Of several places the one whose surroundings are clearly the quote's own. */
function likeliest(text: string, quote: Quote, places: readonly Span[]): Span | null {
  const ranked = places
    .map((place) => ({ place, likeness: likenessAround(text, quote, place) }))
    .sort((one, other) => other.likeness - one.likeness);
  const [first, second] = ranked;
  if (first === undefined) return null;
  return second === undefined || first.likeness > second.likeness ? first.place : null;
}

/** How many characters next to the place are those next to the quote. */
function likenessAround(text: string, { prefix, suffix }: Quote, { start, end }: Span): number {
  let before = 0;
  while (before < prefix.length && text[start - 1 - before] === prefix.at(-1 - before)) before += 1;
  let after = 0;
  while (after < suffix.length && text[end + after] === suffix[after]) after += 1;
  return before + after;
}
