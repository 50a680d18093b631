/** The sidebar of one page: a question goes in, its states are shown, a newer question replaces it. */

import { type Choices, wishesOf } from '../choices';
import type { Failure } from '../errors';
import { dayOf, type Keeping, type Kept, keep, quietReason } from '../kept';
import type { Question } from '../messages';
import type { Phrasebook } from '../phrasebook';
import type { ContextAnswer, ContextRequest, RelatedMatch } from '../service/contract';
import { CLEAR_DESK, type Desk, type DeskEvent, reduceDesk, type Sent } from './desk';
import type { Standings } from './frame';
import { createPanel } from './panel';
import { askInParts, type Scannable, type Scanning } from './scanning';
import type { Actions } from './tools';
import { render } from './view';

export type Asked =
  | { readonly ok: true; readonly answer: ContextAnswer; readonly address: string }
  | { readonly ok: false; readonly failure: Failure; readonly address: string | null };

/** How to get an answer is handed in: through the extension's background, or straight from the service. */
export type Ask = (request: ContextRequest, signal: AbortSignal) => Promise<Asked>;

/** Where what the reader keeps and chose lies. */
export type Keeper = {
  /** The host name of the page; null where it has none. */
  readonly site: string | null;
  readonly read: () => Promise<{ readonly kept: Kept; readonly choices: Choices }>;
  readonly save: (kept: Kept) => Promise<void>;
  /** Removes all that is stored. */
  readonly wipe: () => Promise<void>;
};

export type Sidebar = {
  /** Opens the sidebar at once, busy; null says that nothing was selected. */
  readonly lookUp: (question: Question | null) => Promise<void>;
  /** Opens the sidebar with the article's sentences and asks about all of them. */
  readonly checkArticle: () => Promise<void>;
  /** The same on a site of the reader's choice, without a click: only on articles, not in quiet, and without the focus. */
  readonly checkUnasked: () => Promise<void>;
  readonly close: () => void;
};

/** `scanning` is null where whole articles can't be checked, `standings` where the sidebar has a window to itself. */
export function createSidebar(
  book: Phrasebook,
  ask: Ask,
  scanning: Scanning | null,
  standings: Standings | null,
  keeper: Keeper,
): Sidebar {
  let desk: Desk = CLEAR_DESK;
  let run = 0;
  let current = new AbortController();
  let scanned: Scannable | null = null;
  let lookUpAnyway = () => {};

  const panel = createPanel(book, standings, close);
  const act: Actions = {
    site: keeper.site,
    retry,
    lookUpAnyway: () => lookUpAnyway(),
    endQuiet,
    quietToday: () => void change({ kind: 'quiet_until_tomorrow', day: dayOf(new Date()) }),
    checkArticle: scanning === null ? null : () => void checkArticle(),
    goTo: (id) => scanned?.goTo(id),
    arrange: (arrangement) => apply({ kind: 'arranged', arrangement }),
    markWrong,
    keep: (keeping) => void change(keeping),
    turnTo: (pane) => apply({ kind: 'turned_to', pane }),
    wipe: () => void wipe(),
    announce: panel.announce,
  };

  function apply(event: DeskEvent): void {
    const next = reduceDesk(desk, event);
    if (next === desk) return;
    desk = next;
    panel.show(render({ book, act }, desk));
  }

  function close(): void {
    current.abort();
    panel.close();
  }

  function retry(): void {
    const { asked } = desk;
    if (asked.phase === 'failed') void lookUp(asked.question);
    if (asked.phase === 'scan') void checkArticle();
  }

  async function change(keeping: Keeping): Promise<void> {
    const kept = keep(desk.kept, keeping);
    apply({ kind: 'kept', kept });
    await keeper.save(kept);
  }

  function markWrong(sentence: string, match: RelatedMatch): void {
    const { connection } = desk;
    void change({
      kind: 'match_marked_wrong',
      match: {
        sentence,
        document_id: match.document_id,
        claim: match.claim.text,
        address: match.review.url,
        relation: match.relation,
        generation: connection.kind === 'works' ? connection.index.generation : '',
        marked_on: dayOf(new Date()),
      },
    });
  }

  async function wipe(): Promise<void> {
    await keeper.wipe();
    apply({ kind: 'wiped' });
    panel.announce(book.say('wiped'));
  }

  function endQuiet(): void {
    const { site } = keeper;
    const kept = keep(desk.kept, { kind: 'quiet_no_more' });
    const open = site === null ? kept : keep(kept, { kind: 'site_unmuted', site });
    apply({ kind: 'kept', kept: open });
    void keeper.save(open).then(() => lookUpAnyway());
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

  /** Reads what is kept and chosen, which another tab may have changed; null if the reader wants quiet. */
  async function mayAsk(again: () => void, is_once: boolean): Promise<Choices | null> {
    const { signal } = current;
    const { kept, choices } = await keeper.read();
    if (signal.aborted) return null;
    apply({ kind: 'kept', kept });
    const reason = is_once ? null : quietReason(kept, keeper.site, dayOf(new Date()));
    if (reason === null) return choices;
    lookUpAnyway = again;
    apply({ kind: 'kept_quiet', reason });
    return null;
  }

  /** Notes what is sent before it is, and where it went once that is known. */
  async function noting<A extends { readonly address: string | null }>(
    path: Sent['path'],
    request: Sent['request'],
    asking: Promise<A>,
  ): Promise<A> {
    const number = desk.sent.length + 1;
    apply({ kind: 'sent', sent: { number, at: new Date(), path, request, went: null } });
    const asked = await asking;
    apply({ kind: 'sent_to', number, address: asked.address });
    return asked;
  }

  async function lookUp(question: Question | null, is_once = false): Promise<void> {
    const own_run = begin();
    panel.takeFocus();
    const { signal } = current;
    if (question === null) {
      apply({ kind: 'nothing_selected' });
      return;
    }
    apply({ kind: 'asked', run: own_run, question });
    const choices = await mayAsk(() => void lookUp(question, true), is_once);
    if (choices === null) return;
    const request = { ...question.request, ...wishesOf(choices) };
    const asked = await noting('/v1/context', request, ask(request, signal));
    if (asked.ok) apply({ kind: 'answered', run: own_run, answer: asked.answer, address: asked.address });
    else apply({ kind: 'failed', run: own_run, failure: asked.failure });
  }

  async function checkArticle(is_once = false): Promise<void> {
    const checking = check(is_once);
    panel.takeFocus();
    await checking;
  }

  async function checkUnasked(): Promise<void> {
    const { kept } = await keeper.read();
    if (quietReason(kept, keeper.site, dayOf(new Date())) !== null) return;
    if (scanning?.looksLikeArticle()) await check();
  }

  async function check(is_once = false): Promise<void> {
    if (scanning === null) return;
    const own_run = begin();
    const { signal } = current;
    const choices = await mayAsk(() => void checkArticle(true), is_once);
    if (choices === null) return;
    const read = scanning.read(
      {
        markClicked(id) {
          apply({ kind: 'mark_clicked', id });
          panel.reveal(`[data-sentence-id="${id}"]`);
        },
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
    const failure = await askInParts(
      (part) => noting('/v1/scan', part, scanning.ask(part, signal)),
      { ...read.article, request: { ...read.article.request, ...wishesOf(choices) } },
      signal,
      (answer, address) => {
        apply({ kind: 'scan_answered', run: own_run, answer, address });
        read.mark(answer.results.filter(({ status }) => status === 'matched').map(({ id }) => id));
      },
    );
    apply({ kind: 'scan_ended', run: own_run, failure });
  }

  return { lookUp: (question) => lookUp(question), checkArticle: () => checkArticle(), checkUnasked, close };
}
