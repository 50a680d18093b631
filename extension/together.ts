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

/** How many publishers of one stance are named; the others are counted, unless it is only one. */
const NAMED = 2;

export type Disagreement = {
  readonly title: string;
  /** `document_id` is the first document that takes this stance. */
  readonly lines: readonly { readonly text: string; readonly document_id: string }[];
};

/**
 * Who says what, a line for each stance, where publishers take different ones: "5 dispute it: Inter Press Service, The
 * Guardian, 3 more". Null where they don't; background is no stance of its own.
 */
export function disagreementOf(book: Phrasebook, documents: readonly RelatedMatch[]): Disagreement | null {
  const { is_of_claim, stances } = aboutOneThing(documents);
  const lines = (['disputes', 'mixed', 'supports'] as const).flatMap((stance) => {
    const of_stance = documents.filter((_, position) => stances[position] === stance);
    const [first] = of_stance;
    if (first === undefined) return [];
    const count = book.counted(STANCES_COUNTED[stance], of_stance.length);
    const text = book.say('stance_with_publishers', count, publishersOf(book, of_stance));
    return [{ text, document_id: first.document_id }];
  });
  if (lines.length < 2) return null;
  return { title: book.say(is_of_claim ? 'publishers_disagree' : 'publishers_disagree_sentence'), lines };
}

function publishersOf(book: Phrasebook, documents: readonly RelatedMatch[]): string {
  const names = [...new Set(documents.map(({ review }) => review.publisher.name))];
  if (names.length <= NAMED + 1) return book.listed(names);
  return book.listed([...names.slice(0, NAMED), book.counted('publishers_more', names.length - NAMED)]);
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
