/** Which matches are shown and in which order, as the reader wants them. Pure. */

import { isMarkedWrong, type Kept } from '../kept';
import type { Match, RelatedMatch } from '../service/contract';

export type Order = 'relevance' | 'newest' | 'oldest';

export type Arrangement = {
  readonly order: Order;
  readonly hidden_kinds: readonly RelatedMatch['kind'][];
  readonly hidden_languages: readonly string[];
};

export const AS_FOUND: Arrangement = { order: 'relevance', hidden_kinds: [], hidden_languages: [] };

export type Arranged = {
  readonly shown: readonly Match[];
  /** How many documents are not shown, by reason. */
  readonly filtered: number;
  readonly muted: number;
  readonly wrong: number;
};

/** A document that is not shown leaves its place at the head of a claim to the next one about that claim. */
export function arrange(
  sentence: string,
  matches: readonly Match[],
  { order, hidden_kinds, hidden_languages }: Arrangement,
  kept: Kept,
): Arranged {
  const count = { filtered: 0, muted: 0, wrong: 0 };
  const isShown = (match: RelatedMatch) => {
    const reason = isMarkedWrong(kept, sentence, match.document_id)
      ? 'wrong'
      : kept.muted_publishers.includes(match.review.publisher.site)
        ? 'muted'
        : hidden_kinds.includes(match.kind) || hidden_languages.includes(match.review.language)
          ? 'filtered'
          : null;
    if (reason !== null) count[reason] += 1;
    return reason === null;
  };
  const shown = matches.flatMap((match) => {
    const [first, ...also] = documentsOf(match).filter(isShown);
    return first === undefined ? [] : [{ ...first, also: sorted(also, order) }];
  });
  return { shown: sorted(shown, order), ...count };
}

/** All documents about the claim of a match, itself first. */
export function documentsOf(match: Match): readonly RelatedMatch[] {
  const { also, ...first } = match;
  return [first, ...also];
}

/** What no date is known of comes last, whichever way the rest is sorted. */
function sorted<M extends RelatedMatch>(matches: readonly M[], order: Order): readonly M[] {
  if (order === 'relevance') return matches;
  const direction = order === 'newest' ? -1 : 1;
  return [...matches].sort(({ review: { published: one } }, { review: { published: other } }) => {
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return direction * (one < other ? -1 : Number(one > other));
  });
}

/** The kinds and languages that there are to choose from, each once. */
export function choicesOf(matches: readonly Match[]): {
  readonly kinds: readonly RelatedMatch['kind'][];
  readonly languages: readonly string[];
} {
  const documents = matches.flatMap(documentsOf);
  return {
    kinds: [...new Set(documents.map(({ kind }) => kind))],
    languages: [...new Set(documents.map(({ review }) => review.language))],
  };
}
