/** The sidebar of one page: a question goes in, its states are shown, a newer question replaces it. */

import type { Failure } from '../errors';
import type { Question } from '../messages';
import type { Phrasebook } from '../phrasebook';
import type { ContextAnswer, ContextRequest } from '../service/contract';
import type { Standings } from './frame';
import { createPanel } from './panel';
import { askInParts, type Scannable, type Scanning } from './scanning';
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
  /** Opens the sidebar with the article's sentences and asks about all of them. */
  readonly checkArticle: () => Promise<void>;
  readonly close: () => void;
};

/** `scanning` is null where whole articles can't be checked. */
export function createSidebar(
  book: Phrasebook,
  ask: Ask,
  scanning: Scanning | null,
  standings: Standings,
): Sidebar {
  let state: State = { phase: 'no_selection' };
  let run = 0;
  let current = new AbortController();
  let scanned: Scannable | null = null;

  const panel = createPanel(book, standings, close);

  function apply(event: Event): void {
    const next = reduce(state, event);
    if (next === state && event.kind !== 'nothing_selected') return;
    state = next;
    panel.show(render(book, state, actions), announce(book, state));
  }

  const actions = {
    retry,
    checkArticle: scanning === null ? null : () => void checkArticle(),
    goTo: (id: string) => scanned?.goTo(id),
  };

  function close(): void {
    current.abort();
    panel.close();
  }

  function retry(): void {
    if (state.phase === 'failed') void lookUp(state.question);
    if (state.phase === 'scan') void checkArticle();
  }

  /** Ends whatever was under way, its marks on the page included; returns the number of what begins. */
  function begin(): number {
    current.abort();
    current = new AbortController();
    scanned = null;
    run += 1;
    panel.open();
    return run;
  }

  async function lookUp(question: Question | null): Promise<void> {
    const own_run = begin();
    if (question === null) {
      apply({ kind: 'nothing_selected' });
      return;
    }
    apply({ kind: 'asked', run: own_run, question });
    const asked = await ask(question.request, current.signal);
    if (asked.ok) apply({ kind: 'answered', run: own_run, answer: asked.answer, address: asked.address });
    else apply({ kind: 'failed', run: own_run, failure: asked.failure });
  }

  async function checkArticle(): Promise<void> {
    if (scanning === null) return;
    const own_run = begin();
    const { signal } = current;
    const read = scanning.read(
      {
        markClicked: (id) => apply({ kind: 'mark_clicked', id }),
        sentencesLost: (ids) => apply({ kind: 'sentences_lost', ids }),
      },
      signal,
    );
    if (read === null) {
      apply({ kind: 'no_article_found' });
      return;
    }
    scanned = read;
    apply({ kind: 'scan_began', run: own_run, article: read.article });
    const failure = await askInParts(scanning, read.article, signal, (answer, address) => {
      apply({ kind: 'scan_answered', run: own_run, answer, address });
      read.mark(answer.results.filter(({ status }) => status === 'matched').map(({ id }) => id));
    });
    apply({ kind: 'scan_ended', run: own_run, failure });
  }

  return { lookUp, checkArticle, close };
}
