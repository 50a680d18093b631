/** The sidebar of one page: a question goes in, its states are shown, a newer question replaces it. */

import type { Failure } from '../errors';
import type { Question } from '../messages';
import type { Phrasebook } from '../phrasebook';
import type { ContextAnswer, ContextRequest } from '../service/contract';
import { createPanel } from './panel';
import { type Event, reduce, type State } from './state';
import { announce, render } from './view';

export type Asked =
  | { readonly ok: true; readonly answer: ContextAnswer; readonly address: string }
  | { readonly ok: false; readonly failure: Failure };

/** How to get an answer is handed in: through the extension's background, or straight from the service. */
export type Ask = (request: ContextRequest, signal: AbortSignal) => Promise<Asked>;

export type Sidebar = {
  /** Opens the sidebar at once, busy; null says that nothing was selected. */
  readonly lookUp: (question: Question | null) => Promise<void>;
  readonly close: () => void;
};

export function createSidebar(book: Phrasebook, ask: Ask): Sidebar {
  let state: State = { phase: 'no_selection' };
  let run = 0;
  let current = new AbortController();

  const panel = createPanel(book, close);

  function apply(event: Event): void {
    const next = reduce(state, event);
    if (next === state && event.kind !== 'nothing_selected') return;
    state = next;
    panel.show(render(book, state, { retry }), announce(book, state));
  }

  function close(): void {
    current.abort();
    panel.close();
  }

  function retry(): void {
    if (state.phase === 'failed') void lookUp(state.question);
  }

  async function lookUp(question: Question | null): Promise<void> {
    current.abort();
    current = new AbortController();
    run += 1;
    const own_run = run;
    panel.open();
    if (question === null) {
      apply({ kind: 'nothing_selected' });
      return;
    }
    apply({ kind: 'asked', run: own_run, question });
    const asked = await ask(question.request, current.signal);
    if (asked.ok) apply({ kind: 'answered', run: own_run, answer: asked.answer, address: asked.address });
    else apply({ kind: 'failed', run: own_run, failure: asked.failure });
  }

  return { lookUp, close };
}
