import { describe, expect, it } from 'vitest';
import type { Question } from '../../extension/messages';
import { type Event, reduce, type State } from '../../extension/sidebar/state';
import { exampleAnswer } from './examples';

const QUESTION: Question = {
  request: { sentences: [{ id: 's1', text: 'One.' }], page: {} },
  left_out: 0,
  is_cut: false,
};
const BUSY: State = { phase: 'busy', run: 2, question: QUESTION };
const ANSWERED: Event = {
  kind: 'answered',
  run: 2,
  answer: exampleAnswer(),
  address: 'http://127.0.0.1:8765',
};
const NOT_RUNNING = { kind: 'not_running', address: 'http://127.0.0.1:8765' } as const;

describe('the state of the sidebar', () => {
  it('is busy as soon as something is asked, whatever it was before', () => {
    const asked: Event = { kind: 'asked', run: 2, question: QUESTION };
    const failed: State = { phase: 'failed', run: 1, question: QUESTION, failure: NOT_RUNNING };
    expect(reduce({ phase: 'no_selection' }, asked)).toEqual(BUSY);
    expect(reduce(failed, asked)).toEqual(BUSY);
  });

  it('holds the answer to the question that was asked', () => {
    expect(reduce(BUSY, ANSWERED)).toEqual({
      phase: 'answered',
      run: 2,
      question: QUESTION,
      answer: exampleAnswer(),
      address: 'http://127.0.0.1:8765',
    });
  });

  it('holds the failure with its question, so that it can be asked again', () => {
    expect(reduce(BUSY, { kind: 'failed', run: 2, failure: NOT_RUNNING })).toEqual({
      phase: 'failed',
      run: 2,
      question: QUESTION,
      failure: NOT_RUNNING,
    });
  });

  it('ignores the answer and the failure of an earlier question', () => {
    expect(reduce(BUSY, { ...ANSWERED, run: 1 })).toBe(BUSY);
    expect(reduce(BUSY, { kind: 'failed', run: 1, failure: NOT_RUNNING })).toBe(BUSY);
  });

  it('ignores a second answer', () => {
    const answered = reduce(BUSY, ANSWERED);
    expect(reduce(answered, { kind: 'failed', run: 2, failure: NOT_RUNNING })).toBe(answered);
  });

  it('does not show that a question was cancelled', () => {
    expect(reduce(BUSY, { kind: 'failed', run: 2, failure: { kind: 'cancelled' } })).toBe(BUSY);
  });

  it('says so if nothing is selected', () => {
    expect(reduce(BUSY, { kind: 'nothing_selected' })).toEqual({ phase: 'no_selection' });
  });
});
