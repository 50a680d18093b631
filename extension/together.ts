/** What several documents on one claim say together: how many take which stance, and who rates it how. Pure. */

import type { Phrasebook } from './phrasebook';
import type { RelatedMatch, Stance } from './service/contract';

const STANCES_COUNTED = {
  disputes: 'count_disputes',
  mixed: 'count_mixed',
  supports: 'count_supports',
  context: 'count_context',
} as const;

/**
 * What each document says, as one can count it: of the claim, as long as all of them stand on the same side of the
 * sentence; else of the sentence, for then one document's claim is the opposite of another's.
 */
function aboutOneThing(documents: readonly RelatedMatch[]): {
  readonly is_of_claim: boolean;
  readonly stances: readonly Stance[];
} {
  const is_of_claim = new Set(documents.map(({ side }) => side)).size < 2;
  return { is_of_claim, stances: documents.map(({ stance, relation }) => (is_of_claim ? stance : relation)) };
}

function countStances(book: Phrasebook, stances: readonly Stance[]): readonly string[] {
  return (Object.keys(STANCES_COUNTED) as Stance[]).flatMap((stance) => {
    const total = stances.filter((each) => each === stance).length;
    return total === 0 ? [] : [book.counted(STANCES_COUNTED[stance], total)];
  });
}

/** "3 more on the same claim: 2 dispute it, 1 supports it"; the first of the documents is not counted. */
export function moreOnTheSameClaim(book: Phrasebook, documents: readonly RelatedMatch[]): string {
  const { is_of_claim, stances } = aboutOneThing(documents);
  const others = stances.slice(1);
  const counts = book.listed(countStances(book, others));
  return book.say(is_of_claim ? 'more_on_claim' : 'more_on_sentence', book.number(others.length), counts);
}

/**
 * Who says what, a line for each stance, where publishers take different ones: "2 dispute it: Inter Press Service, The
 * Guardian". Null where they don't; background is no stance of its own.
 */
export function disagreementOf(
  book: Phrasebook,
  documents: readonly RelatedMatch[],
): { readonly title: string; readonly lines: readonly string[] } | null {
  const { is_of_claim, stances } = aboutOneThing(documents);
  const taken = (['disputes', 'mixed', 'supports'] as const).filter((stance) => stances.includes(stance));
  if (taken.length < 2) return null;
  return {
    title: book.say(is_of_claim ? 'publishers_disagree' : 'publishers_disagree_sentence'),
    lines: taken.map((stance) => {
      const of_stance = documents.filter((_, position) => stances[position] === stance);
      const publishers = [...new Set(of_stance.map(({ review }) => review.publisher.name))];
      const count = book.counted(STANCES_COUNTED[stance], of_stance.length);
      return book.say('stance_with_publishers', count, book.listed(publishers));
    }),
  };
}

/** "Rated by PolitiFact, Snopes: “False”", a line for each verdict on what the sentence itself says. */
export function ratingsOfSentence(book: Phrasebook, documents: readonly RelatedMatch[]): readonly string[] {
  const rated = documents.flatMap(({ rating, rating_applies, review }) =>
    rating !== null && rating_applies ? [{ verdict: rating.text, publisher: review.publisher.name }] : [],
  );
  return [...new Set(rated.map(({ verdict }) => verdict))].map((verdict) => {
    const publishers = rated.filter((each) => each.verdict === verdict).map(({ publisher }) => publisher);
    return book.say('rated_by', book.listed([...new Set(publishers)]), verdict);
  });
}
