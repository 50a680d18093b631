/** The sentences that are put together from several messages, and which message says what. No DOM, no state. */

import type { Failure } from './errors';
import type { Question } from './messages';
import type { MessageKey, Phrasebook } from './phrasebook';
import type { AddressProblem } from './service/address';
import type { ContextAnswer, ContextRequest, RelatedMatch, Stance } from './service/contract';

/** A name, and so the same in every language. */
export const PRODUCT = 'Sidelight';

const STANCES: Readonly<Record<Stance, MessageKey>> = {
  disputes: 'stance_disputes',
  mixed: 'stance_mixed',
  supports: 'stance_supports',
  context: 'stance_context',
};

const KINDS: Readonly<Record<RelatedMatch['kind'], MessageKey>> = {
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

const RELATIONS: Readonly<Record<Stance, MessageKey>> = {
  disputes: 'relation_disputes',
  mixed: 'relation_mixed',
  supports: 'relation_supports',
  context: 'relation_context',
};

/** How the document relates to the reader's sentence, with what limits that, if anything does. */
export function relationToSentence(
  { say }: Phrasebook,
  { relation, side, why: { differs } }: RelatedMatch,
): { title: string; note: string | null } {
  if (side === 'unclear' && relation === 'context') {
    const is_other = differs !== null && (differs.numbers.length > 0 || differs.names.length > 0);
    return is_other
      ? { title: say('relation_other_claim'), note: null }
      : { title: say('relation_unclear'), note: say('side_unclear') };
  }
  return { title: say(RELATIONS[relation]), note: side === 'opposite' ? say('side_opposite') : null };
}

/** A rating is always said of the claim; whether the sentence repeats the claim is said with it. */
export function ratingOfClaim({ say }: Phrasebook, rating: string, rating_applies: boolean): string {
  return say(rating_applies ? 'rating_of_repeated_claim' : 'rating_of_claim', rating);
}

export function claimedBy({ say, listed }: Phrasebook, claimants: readonly string[]): string {
  return say('claimed_by', listed(claimants));
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

export function differencesOf(
  { say, listed }: Phrasebook,
  { why: { differs } }: RelatedMatch,
): readonly string[] {
  if (differs === null) return [];
  const words = [...differs.numbers, ...differs.names];
  return [
    ...(differs.negation ? [say('one_is_negation')] : []),
    ...(words.length > 0 ? [say('only_in_one', listed(words))] : []),
  ];
}

const STANCES_COUNTED = {
  disputes: 'count_disputes',
  mixed: 'count_mixed',
  supports: 'count_supports',
  context: 'count_context',
} as const;

/** "3 more on the same claim: 2 dispute it, 1 supports it" */
export function moreOnTheSameClaim(book: Phrasebook, also: readonly RelatedMatch[]): string {
  const counts = Object.entries(STANCES_COUNTED).flatMap(([stance, key]) => {
    const total = also.filter((match) => match.stance === stance).length;
    return total === 0 ? [] : [book.counted(key, total)];
  });
  return book.say('more_on_claim', book.number(also.length), book.listed(counts));
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

export function indexLine({ say, number, date }: Phrasebook, { index }: ContextAnswer): string {
  return say('index_line', number(index.documents), date(index.built_at));
}

/** Names what left the page, and only that. */
export function sentLine(
  { say, counted, all }: Phrasebook,
  { sentences, page }: ContextRequest,
  address: string,
): string {
  const has_around = sentences.some(({ before, after }) => before !== undefined || after !== undefined);
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

/** What is read out when results arrive. */
export function countLine({ say, counted }: Phrasebook, matches: number): string {
  return matches === 0 ? say('announce_nothing') : counted('matches_found', matches);
}

/** What to tell a person about a failure. `command` is what to type; `code` is what to quote in a report. */
export type FailureWords = {
  readonly title: string;
  readonly text: string;
  readonly command: string | null;
  readonly code: string;
  readonly can_retry: boolean;
};

export function failureWords({ say }: Phrasebook, failure: Failure): FailureWords {
  const of = (title: string, text: string, command: string | null = null, code: string = failure.kind) => ({
    title,
    text,
    command,
    code,
    can_retry: failure.kind !== 'disconnected',
  });
  switch (failure.kind) {
    case 'not_running':
      return of(say('not_running_title'), say('not_running', failure.address), 'make run');
    case 'timeout':
      return of(say('timeout_title'), say('timeout', failure.address, String(failure.waited_s)));
    case 'problem':
      return failure.code === 'index_not_ready'
        ? of(say('index_not_ready_title'), failure.detail ?? say('index_not_ready'), null, failure.code)
        : of(failure.title, failure.detail ?? say('problem_title'), null, failure.code);
    case 'bad_answer':
      return of(say('bad_answer_title'), say('bad_answer', failure.address, failure.reason));
    case 'cancelled':
      return of(say('cancelled_title'), say('cancelled'));
    case 'disconnected':
      return of(say('disconnected_title'), say('disconnected'));
  }
}

const ADDRESS_PROBLEMS: Readonly<Record<AddressProblem, MessageKey>> = {
  not_an_address: 'address_not_an_address',
  not_http: 'address_not_http',
  not_this_computer: 'address_not_this_computer',
  more_than_an_address: 'address_more_than_an_address',
};

export function addressProblem({ say }: Phrasebook, problem: AddressProblem): string {
  return say(ADDRESS_PROBLEMS[problem]);
}

export function connectionWorks({ say, number, date }: Phrasebook, documents: number, built: string): string {
  return say('connection_works', number(documents), date(built));
}
