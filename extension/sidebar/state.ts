/** What the sidebar shows, as a value; and how each event changes it. Pure. The scan's part is in scan.ts. */

import type { Failure } from '../errors';
import type { Question } from '../messages';
import type { ContextAnswer } from '../service/contract';
import { reduceScan, type ScanEvent, type ScanState } from './scan';

/** `run` numbers the questions of one page: an answer to an earlier one than the last is dropped. */
export type State =
  | { readonly phase: 'no_selection' }
  | { readonly phase: 'busy'; readonly run: number; readonly question: Question }
  | {
      readonly phase: 'answered';
      readonly run: number;
      readonly question: Question;
      readonly answer: ContextAnswer;
      readonly address: string;
    }
  | {
      readonly phase: 'failed';
      readonly run: number;
      readonly question: Question;
      readonly failure: Failure;
    }
  | ScanState
  | { readonly phase: 'no_article' }
  /** Nothing was asked, since the reader wanted quiet on this site or today. */
  | { readonly phase: 'quiet'; readonly reason: 'site' | 'today' };

export type Event =
  | ScanEvent
  | { readonly kind: 'no_article_found' }
  | { readonly kind: 'nothing_selected' }
  | { readonly kind: 'kept_quiet'; readonly reason: 'site' | 'today' }
  | { readonly kind: 'asked'; readonly run: number; readonly question: Question }
  | {
      readonly kind: 'answered';
      readonly run: number;
      readonly answer: ContextAnswer;
      readonly address: string;
    }
  | { readonly kind: 'failed'; readonly run: number; readonly failure: Failure };

export function reduce(state: State, event: Event): State {
  switch (event.kind) {
    case 'nothing_selected':
      return { phase: 'no_selection' };
    case 'asked':
      return { phase: 'busy', run: event.run, question: event.question };
    case 'answered': {
      if (!isAwaited(state, event.run)) return state;
      const { answer, address } = event;
      return { phase: 'answered', run: state.run, question: state.question, answer, address };
    }
    case 'failed': {
      if (!isAwaited(state, event.run) || event.failure.kind === 'cancelled') return state;
      return { phase: 'failed', run: state.run, question: state.question, failure: event.failure };
    }
    case 'kept_quiet':
      return { phase: 'quiet', reason: event.reason };
    case 'no_article_found':
      return { phase: 'no_article' };
    default:
      return reduceScan(state, event);
  }
}

function isAwaited(state: State, run: number): state is State & { phase: 'busy' } {
  return state.phase === 'busy' && state.run === run;
}
