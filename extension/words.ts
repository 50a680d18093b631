/** The sentences that are put together from several messages, and which message says what. No DOM, no state. */

import type { Failure } from './errors';
import { failureWords } from './failureWords';
import { wordsOf } from './marks';
import type { Question } from './messages';
import type { MessageKey, Phrasebook } from './phrasebook';
import type {
  ContextAnswer,
  ContextRequest,
  Kind,
  Match,
  RelatedMatch,
  ScanRequest,
  Stance,
} from './service/contract';

/** Whether the service can be reached, as far as is known. */
export type Connection =
  | { readonly kind: 'untried' }
  | { readonly kind: 'works'; readonly address: string; readonly index: ContextAnswer['index'] }
  | { readonly kind: 'fails'; readonly failure: Failure };

/** A name, and so the same in every language. */
export const PRODUCT = 'Sidelight';

const STANCES: Readonly<Record<Stance, MessageKey>> = {
  disputes: 'stance_disputes',
  mixed: 'stance_mixed',
  supports: 'stance_supports',
  context: 'stance_context',
};

const KINDS: Readonly<Record<Kind, MessageKey>> = {
  fact_check: 'kind_fact_check',
  counter_report: 'kind_counter_report',
  correction: 'kind_correction',
  official_finding: 'kind_official_finding',
  analysis: 'kind_analysis',
};

/** "Fact-check: disputes the claim" */
export function stanceOfDocument({ say }: Phrasebook, { kind, stance }: RelatedMatch): string {
  return say('stance_of_document', say(KINDS[kind]), say(STANCES[stance]));
}

export function kindOfDocument({ say }: Phrasebook, kind: Kind): string {
  return say(KINDS[kind]);
}

const RELATIONS: Readonly<Record<Stance, MessageKey>> = {
  disputes: 'relation_disputes',
  mixed: 'relation_mixed',
  supports: 'relation_supports',
  context: 'relation_context',
};

/** How the document relates to the reader's sentence, with what limits that, if anything does. */
export function relationToSentence(
  { say }: Phrasebook,
  { relation, side, why }: RelatedMatch,
): { title: string; note: string | null } {
  if (side === 'unclear' && relation === 'context') {
    return isOtherClaim(why)
      ? { title: say('relation_other_claim'), note: null }
      : { title: say('relation_unclear'), note: say('side_unclear') };
  }
  return { title: say(RELATIONS[relation]), note: side === 'opposite' ? say('side_opposite') : null };
}

/** Whether words that decide stand in only one of the two texts; a negation alone makes no other claim. */
function isOtherClaim({ differs }: RelatedMatch['why']): boolean {
  return differs !== null && DIFFERENCES.some(({ list }) => differs[list].length > 0);
}

/** A rating is always said of the claim; whether the sentence repeats the claim is said with it. */
export function ratingOfClaim({ say }: Phrasebook, rating: string, rating_applies: boolean): string {
  return say(rating_applies ? 'rating_of_repeated_claim' : 'rating_of_claim', rating);
}

export function claimedBy({ say, listed }: Phrasebook, claimants: readonly string[]): string {
  return say('claimed_by', listed(claimants));
}

/** What of `why.differs` belongs to which kind of deciding word, and how it is put. */
const DIFFERENCES = [
  { kind: 'number', list: 'numbers', pair: 'differs_figures' },
  { kind: 'name', list: 'names', pair: 'differs_words' },
  { kind: 'role', list: 'roles', pair: 'differs_words' },
  { kind: 'date', list: 'dates', pair: 'differs_figures' },
  { kind: 'quantifier', list: 'quantifiers', pair: 'differs_words' },
  { kind: 'direction', list: 'direction', pair: 'differs_words' },
  { kind: 'modality', list: 'modality', pair: 'differs_words' },
] as const;

/**
 * Names each difference between sentence and claim: "They checked 12%, this says 15%." Which word stands in which of
 * the two is known from the spans; without them it is said only that it stands in one.
 */
export function differencesOf(book: Phrasebook, sentence: string, match: RelatedMatch): readonly string[] {
  const { differs, spans } = match.why;
  const { say, listed } = book;
  const lines = DIFFERENCES.flatMap(({ kind, list, pair }) => {
    const words = differs?.[list] ?? [];
    if (words.length === 0) return [];
    const here = wordsOf(sentence, spans, 'sentence', kind);
    const there = wordsOf(match.claim.text, spans, 'claim', kind);
    if (here.length > 0 && there.length > 0) return [say(pair, listed(there), listed(here))];
    if (here.length > 0) return [say('only_here', listed(here))];
    return [there.length > 0 ? say('only_there', listed(there)) : say('only_in_one', listed(words))];
  });
  return [
    // Where the side is known, a negation is either said with it or turned back by other words.
    ...(differs?.negation === true && match.side === 'unclear' ? [say('one_is_negation')] : []),
    ...lines,
  ];
}

/** Whom the sentence quotes as saying it. */
export function reportedBy({ say }: Phrasebook, { why: { reported_by } }: RelatedMatch): string | null {
  return reported_by === null ? null : say('reported_by', reported_by);
}

const TIMINGS: Readonly<Record<RelatedMatch['timing'], MessageKey | null>> = {
  before_page: 'timing_before_page',
  after_page: 'timing_after_page',
  unknown: null,
};

export function timingOf({ say }: Phrasebook, { timing }: RelatedMatch): string | null {
  const key = TIMINGS[timing];
  return key === null ? null : say(key);
}

/** What a timeline shows, for those who don't see it. */
export function timelineInWords(
  { say, date, listed }: Phrasebook,
  documents: readonly RelatedMatch[],
  article_date: string,
): string {
  const published = documents.flatMap(({ review }) =>
    review.published === null
      ? []
      : [say('timeline_document', review.publisher.name, date(review.published))],
  );
  return say('timeline', date(article_date), listed(published));
}

/** One line about the sentences of a longer selection for which there is nothing to show. */
export function othersWithoutContext(
  { counted }: Phrasebook,
  nothing_found: number,
  too_short: number,
): string | null {
  const lines = [
    ...(nothing_found === 0 ? [] : [counted('others_nothing_found', nothing_found)]),
    ...(too_short === 0 ? [] : [counted('others_too_short', too_short)]),
  ];
  return lines.length === 0 ? null : lines.join(' ');
}

export function scanProgress(
  { say, counted, number }: Phrasebook,
  answered: number,
  sentences: number,
): string {
  return answered < sentences
    ? say('scan_progress', number(answered), number(sentences))
    : counted('scan_done', sentences);
}

export function limitsOf({ say, counted }: Phrasebook, { left_out, is_cut }: Question): readonly string[] {
  return [...(left_out > 0 ? [counted('left_out', left_out)] : []), ...(is_cut ? [say('is_cut')] : [])];
}

export function indexLine(
  { say, number, date }: Phrasebook,
  { index }: Pick<ContextAnswer, 'index'>,
): string {
  return say('index_line', number(index.documents), date(index.built_at));
}

/** Names what left the page, and only that. */
export function sentLine(
  { say, counted, all }: Phrasebook,
  { sentences, page }: ContextRequest | ScanRequest,
  address: string,
): string {
  const has_around = sentences.some((sentence) => 'before' in sentence || 'after' in sentence);
  const sent = [
    counted('sent_sentence', sentences.length),
    ...(has_around ? [say('sent_around')] : []),
    ...(page.url === undefined ? [] : [say('sent_address')]),
    ...(page.title === undefined ? [] : [say('sent_title')]),
    ...(page.published === undefined ? [] : [say('sent_date')]),
    ...(page.language === undefined ? [] : [say('sent_language')]),
  ];
  return say('sent_line', address.replace('http://', ''), all(sent));
}

/** "13:05, to 127.0.0.1:8765/v1/context on this computer" */
export function sentTo(
  { say, time }: Phrasebook,
  {
    at,
    path,
    went,
  }: {
    readonly at: Date;
    readonly path: string;
    readonly went: { readonly address: string | null } | null;
  },
): string {
  if (went === null) return say('sent_waiting', time(at));
  if (went.address === null) return say('sent_nowhere', time(at));
  return say('sent_to', time(at), `${went.address.replace('http://', '')}${path}`);
}

/** How the documents relate to a sentence, each way once: "Disputes this (3), supports this (1)" is "3 …, 1 …". */
export function relationsInShort(book: Phrasebook, matches: readonly Match[]): string {
  const documents = matches.flatMap(({ also, ...first }) => [first, ...also]);
  const titles = documents.map((each) => relationToSentence(book, each).title);
  return book.listed(
    [...new Set(titles)].map((title) =>
      book.say('relation_counted', title, book.number(titles.filter((each) => each === title).length)),
    ),
  );
}

export function shownOf({ say, number }: Phrasebook, shown: number, all: number): string {
  return say('shown_of', number(shown), number(all));
}

export function connectionLine(book: Phrasebook, connection: Connection): string {
  switch (connection.kind) {
    case 'untried':
      return book.say('untried');
    case 'works':
      return book.say('works', book.number(connection.index.documents));
    case 'fails':
      return book.say('fails', failureWords(book, connection.failure).title);
  }
}

/** What is read out when results arrive. */
export function countLine({ say, counted }: Phrasebook, matches: number): string {
  return matches === 0 ? say('announce_nothing') : counted('matches_found', matches);
}

export function connectionWorks({ say, number, date }: Phrasebook, documents: number, built: string): string {
  return say('connection_works', number(documents), date(built));
}
