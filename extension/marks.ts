/** The deciding words of a text: where they stand in it, and which words they are. Pure. */

import type { Span } from './service/contract';

export type Piece = { readonly text: string; readonly kind: Span['kind'] | null };

/** In which of the two texts that were compared. */
export type Where = 'sentence' | 'claim';

/**
 * Cuts a text at its deciding words; joined again, the pieces are the text. Of two spans that overlap the one that
 * begins first stands, and a span that lies outside of the text is left out.
 */
export function piecesOf(text: string, spans: readonly Span[], where: Where): readonly Piece[] {
  const found = spans
    .flatMap(({ kind, [where]: range }) => (range === null ? [] : [{ kind, start: range[0], end: range[1] }]))
    .sort((one, other) => one.start - other.start || other.end - one.end);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { kind, start, end } of found) {
    if (start < at || end > text.length) continue;
    pieces.push({ text: text.slice(at, start), kind: null }, { text: text.slice(start, end), kind });
    at = end;
  }
  pieces.push({ text: text.slice(at), kind: null });
  return pieces.filter((piece) => piece.text !== '');
}

/** The different words of one kind, in the order in which they stand. */
export function wordsOf(
  text: string,
  spans: readonly Span[],
  where: Where,
  kind: Span['kind'],
): readonly string[] {
  const pieces = piecesOf(
    text,
    spans.filter((span) => span.kind === kind),
    where,
  );
  return [...new Set(pieces.flatMap((piece) => (piece.kind === kind ? [piece.text] : [])))];
}
