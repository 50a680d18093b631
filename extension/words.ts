/** Every English sentence that the reader sees, and nothing else: no DOM, no state. */

import type { Failure } from './errors';
import type { Question } from './messages';
import type { AddressProblem } from './service/address';
import type { ContextAnswer, ContextRequest, RelatedMatch, Stance } from './service/contract';

export const PRODUCT = 'Sidelight';
export const MENU_TITLE = 'Find context for “%s”';
export const ACTION_TITLE = 'Find context for the selected sentence';
export const CANNOT_RUN = 'Sidelight can’t run on this page: the browser keeps extensions out of it.';
export const FIND_CONTEXT = 'Find context';

export const SIDEBAR_LABEL = 'Sidelight: context for your selection';
export const CLOSE = 'Close';
export const TRY_AGAIN = 'Try again';
export const YOUR_SENTENCE = 'Your sentence';
export const BUSY = 'Looking for what has been reported and checked about this…';
export const TOO_SHORT = 'Too short to look up. Select a whole sentence, one that states something.';
export const NO_SELECTION_TITLE = 'Select a sentence first';
export const NO_SELECTION =
  'Mark a sentence on the page, then choose “Find context” from the right-click menu, or press the toolbar ' +
  'button or Ctrl+Shift+Y (⌘⇧Y on a Mac).';
export const CLAIM_AS_CHECKED = 'The claim as checked';
export const WHAT_IT_FOUND = 'What it found';
export const OPENS_NEW_TAB = 'opens in a new tab';

const KINDS: Readonly<Record<RelatedMatch['kind'], string>> = {
  fact_check: 'fact-check',
  counter_report: 'counter-report',
  correction: 'correction',
  official_finding: 'official finding',
  analysis: 'analysis',
};

const STANCES: Readonly<Record<Stance, string>> = {
  disputes: 'disputes the claim',
  mixed: 'finds the claim partly right',
  supports: 'supports the claim',
  context: 'gives background on the claim',
};

/** "This fact-check disputes the claim." */
export function stanceOfDocument({ kind, stance }: RelatedMatch): string {
  return `This ${KINDS[kind]} ${STANCES[stance]}.`;
}

export function kindOfDocument({ kind }: RelatedMatch): string {
  const name = KINDS[kind];
  return name.charAt(0).toUpperCase() + name.slice(1);
}

const RELATIONS: Readonly<Record<Stance, string>> = {
  disputes: 'Disputes this sentence',
  mixed: 'Finds this sentence partly right',
  supports: 'Supports this sentence',
  context: 'Gives background on this sentence',
};

/** How the document relates to the reader's sentence, with what limits that, if anything does. */
export function relationToSentence({ relation, side }: RelatedMatch): { title: string; note: string | null } {
  if (side === 'unclear' && relation === 'context') {
    return { title: 'On the same subject', note: 'For or against this very sentence: not determined.' };
  }
  const note = side === 'opposite' ? 'Your sentence says the opposite of the claim that was checked.' : null;
  return { title: RELATIONS[relation], note };
}

/** A rating is always said of the claim; whether the sentence repeats the claim is said with it. */
export function ratingOfClaim(rating: string, rating_applies: boolean): string {
  const quoted = `“${rating}”`;
  return rating_applies
    ? `Their rating of that claim, which your sentence repeats: ${quoted}`
    : `Their rating of that claim: ${quoted}`;
}

export function claimedBy(claimants: readonly string[]): string {
  return `claimed by ${new Intl.ListFormat('en', { type: 'unit' }).format(claimants)}`;
}

const TIMINGS: Readonly<Record<RelatedMatch['timing'], string | null>> = {
  before_page: 'published before this article',
  after_page: 'published after this article',
  unknown: null,
};

export function timingOf({ timing }: RelatedMatch): string | null {
  return TIMINGS[timing];
}

export function differencesOf({ why: { differs } }: RelatedMatch): readonly string[] {
  if (differs === null) return [];
  return [
    ...(differs.negation ? ['One of the two is a negation'] : []),
    ...(differs.numbers.length > 0 ? [`Numbers differ: ${differs.numbers.join(', ')}`] : []),
    ...(differs.names.length > 0 ? [`Named only in your sentence: ${differs.names.join(', ')}`] : []),
  ];
}

const STANCES_COUNTED: Readonly<Record<Stance, readonly [one: string, more: string]>> = {
  disputes: ['disputes it', 'dispute it'],
  mixed: ['finds it partly right', 'find it partly right'],
  supports: ['supports it', 'support it'],
  context: ['gives background', 'give background'],
};

/** "3 more on the same claim: 2 dispute it, 1 supports it" */
export function moreOnTheSameClaim(also: readonly RelatedMatch[]): string {
  const counts = Object.entries(STANCES_COUNTED).flatMap(([stance, [one, more]]) => {
    const total = also.filter((match) => match.stance === stance).length;
    return total === 0 ? [] : [`${total} ${total === 1 ? one : more}`];
  });
  return `${also.length} more on the same claim: ${counts.join(', ')}`;
}

export function nothingFound(sentences: number): string {
  const [these, them] = sentences === 1 ? ['this sentence', 'it'] : ['any of these sentences', 'them'];
  return (
    `Nothing in the index is close enough to ${these}. That confirms nothing: it means only that no document ` +
    `here was found about ${them}.`
  );
}

/** One line about the sentences of a longer selection for which there is nothing to show. */
export function othersWithoutContext(nothing_found: number, too_short: number): string | null {
  const nothing =
    nothing_found === 0
      ? ''
      : `For ${counted(nothing_found, 'other sentence', 'other sentences')} nothing in the index is close ` +
        'enough; that confirms nothing. ';
  const short = too_short === 0 ? '' : `${counted(too_short, 'was', 'were')} too short to look up.`;
  return `${nothing}${short}`.trim() || null;
}

export function limitsOf({ left_out, is_cut, request }: Question): readonly string[] {
  const { length } = request.sentences;
  const looked_up = length === 1 ? 'sentence was' : `${length} sentences were`;
  return [
    ...(left_out > 0
      ? [`Only the first ${looked_up} looked up; ${counted(left_out, 'more was', 'more were')} left out.`]
      : []),
    ...(is_cut ? ['A sentence was longer than 2,000 characters; only its beginning was looked up.'] : []),
  ];
}

export function indexLine({ index }: ContextAnswer, built: string): string {
  return `${index.documents.toLocaleString('en')} documents in the index, built ${built}.`;
}

/** Names what left the page, and only that. */
export function sentLine({ sentences, page }: ContextRequest, address: string): string {
  const has_around = sentences.some(({ before, after }) => before !== undefined || after !== undefined);
  const facts = [
    ...(page.url === undefined ? [] : ['address']),
    ...(page.title === undefined ? [] : ['title']),
    ...(page.published === undefined ? [] : ['date']),
    ...(page.language === undefined ? [] : ['language']),
  ];
  const sent = [
    sentences.length === 1 ? 'the sentence' : 'the sentences',
    ...(has_around ? [`the text around ${sentences.length === 1 ? 'it' : 'them'}`] : []),
    ...(facts.length > 0 ? [`the page’s ${all(facts)}`] : []),
  ];
  return `Sent to ${address.replace('http://', '')} on this computer, and nowhere else: ${all(sent)}.`;
}

/** What is read out when results arrive. */
export function countLine(matches: number): string {
  return matches === 0
    ? 'Nothing found. That confirms nothing.'
    : `${counted(matches, 'match', 'matches')} found.`;
}

/** What to tell a person about a failure. `command` is what to type; `code` is what to quote in a report. */
export type FailureWords = {
  readonly title: string;
  readonly text: string;
  readonly command: string | null;
  readonly code: string;
  readonly can_retry: boolean;
};

export function failureWords(failure: Failure): FailureWords {
  const of = (title: string, text: string, command: string | null = null, code: string = failure.kind) => ({
    title,
    text,
    command,
    code,
    can_retry: failure.kind !== 'disconnected',
  });
  switch (failure.kind) {
    case 'not_running':
      return of(
        'The Sidelight service is not running',
        `Nothing answered at ${failure.address}. To start it, open a terminal in the Sidelight folder and type:`,
        'make run',
      );
    case 'timeout':
      return of(
        'The service took too long',
        `${failure.address} did not answer within ${failure.waited_s} seconds. It may still be starting.`,
      );
    case 'problem':
      if (failure.code === 'index_not_ready') {
        return of(
          'The index is not ready yet',
          failure.detail ?? 'The service runs, but its index has not been built.',
          null,
          failure.code,
        );
      }
      return of(
        failure.title,
        failure.detail ?? 'The service did not answer the question.',
        null,
        failure.code,
      );
    case 'bad_answer':
      return of(
        'The answer could not be read',
        `What came back from ${failure.address} is not what this version of the extension expects ` +
          `(${failure.reason}). Another program may use that port, or the two versions differ.`,
      );
    case 'cancelled':
      return of('Stopped', 'A newer question took the place of this one.');
    case 'disconnected':
      return of(
        'Reload this page',
        'The extension was updated or removed while this page was open. Reload the page, then ask again.',
      );
  }
}

export function codeLine(code: string): string {
  return `Code: ${code}`;
}

const ADDRESS_PROBLEMS: Readonly<Record<AddressProblem, string>> = {
  not_an_address: 'This is not an address. It should look like http://127.0.0.1:8765.',
  not_http: 'The address must begin with http://.',
  not_this_computer:
    'Sidelight sends what you select to a service on this computer only. The address must be http://127.0.0.1 ' +
    'and a port.',
  more_than_an_address: 'Only the address and the port, please, with nothing behind them.',
};

export function addressProblem(problem: AddressProblem): string {
  return ADDRESS_PROBLEMS[problem];
}

export const SAVED = 'Saved.';
export const TESTING = 'Asking the service…';

export function connectionWorks(documents: number, built: string): string {
  return `It works: ${documents.toLocaleString('en')} documents, index built ${built}.`;
}

function counted(total: number, one: string, more: string): string {
  return `${total.toLocaleString('en')} ${total === 1 ? one : more}`;
}

function all(parts: readonly string[]): string {
  return new Intl.ListFormat('en-GB').format(parts);
}
