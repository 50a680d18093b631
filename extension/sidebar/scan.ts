/** The scan of an article as a value: its sentences in reading order, and what is known of each so far. Pure. */

import type { Failure } from '../errors';
import type { Article } from '../messages';
import type { Match, ScanAnswer, ScanResult } from '../service/contract';
import type { State } from './state';

export type ScannedSentence = {
  readonly id: string;
  readonly text: string;
  /** `waiting` until the service has answered about it. */
  readonly status: 'waiting' | ScanResult['status'];
  /** 0 to 1, and 0 while waiting. */
  readonly check_worthiness: number;
  readonly matches: readonly Match[];
  /** Whether the page changed so that the sentence can't be found there again without doubt. */
  readonly is_lost: boolean;
};

export type ScanState = {
  readonly phase: 'scan';
  readonly run: number;
  readonly article: Article;
  /** In reading order. */
  readonly sentences: readonly ScannedSentence[];
  /** The sentence whose mark on the page the reader clicked last. */
  readonly chosen: string | null;
  /** Both are null until the first part is answered. */
  readonly index: ScanAnswer['index'] | null;
  readonly address: string | null;
  readonly is_over: boolean;
  /** What ended it before its end; what was found until then stays. */
  readonly failure: Failure | null;
};

export type ScanEvent =
  | { readonly kind: 'scan_began'; readonly run: number; readonly article: Article }
  | {
      readonly kind: 'scan_answered';
      readonly run: number;
      readonly answer: ScanAnswer;
      readonly address: string;
    }
  | { readonly kind: 'scan_ended'; readonly run: number; readonly failure: Failure | null }
  | { readonly kind: 'mark_clicked'; readonly id: string }
  /** All those that can't be found on the page now. */
  | { readonly kind: 'sentences_lost'; readonly ids: readonly string[] };

export function reduceScan(state: State, event: ScanEvent): State {
  if (event.kind === 'scan_began') return begun(event.run, event.article);
  if (state.phase !== 'scan') return state;
  switch (event.kind) {
    case 'scan_answered': {
      if (!isUnderWay(state, event.run)) return state;
      const { answer, address } = event;
      return { ...state, sentences: answered(state.sentences, answer), index: answer.index, address };
    }
    case 'scan_ended': {
      if (!isUnderWay(state, event.run) || event.failure?.kind === 'cancelled') return state;
      return { ...state, is_over: true, failure: event.failure };
    }
    case 'mark_clicked':
      return { ...state, chosen: event.id };
    case 'sentences_lost':
      return {
        ...state,
        sentences: state.sentences.map((each) => ({ ...each, is_lost: event.ids.includes(each.id) })),
      };
  }
}

/** How many sentences the service has answered about. */
export function answeredCount({ sentences }: ScanState): number {
  return sentences.filter(({ status }) => status !== 'waiting').length;
}

/** Those that have context, in reading order. */
export function sentencesWithContext({ sentences }: ScanState): readonly ScannedSentence[] {
  return sentences.filter(({ status }) => status === 'matched');
}

function begun(run: number, article: Article): ScanState {
  return {
    phase: 'scan',
    run,
    article,
    sentences: article.request.sentences.map(({ id, text }) => ({
      id,
      text,
      status: 'waiting',
      check_worthiness: 0,
      matches: [],
      is_lost: false,
    })),
    chosen: null,
    index: null,
    address: null,
    is_over: false,
    failure: null,
  };
}

function isUnderWay(state: ScanState, run: number): boolean {
  return state.run === run && !state.is_over;
}

function answered(
  sentences: readonly ScannedSentence[],
  { results }: ScanAnswer,
): readonly ScannedSentence[] {
  const by_id = new Map(results.map((result) => [result.id, result]));
  return sentences.map((sentence) => {
    const { status, check_worthiness, matches } = by_id.get(sentence.id) ?? sentence;
    return { ...sentence, status, check_worthiness, matches };
  });
}
