/** All that the sidebar shows: what was asked and answered, and how the reader wants to see it. Pure. */

import { type Kept, NOTHING_KEPT } from '../kept';
import type { ContextRequest, ScanRequest } from '../service/contract';
import type { Connection } from '../words';
import { type Arrangement, AS_FOUND } from './arrangement';
import { type Event, reduce, type State } from './state';

export type Pane = 'answers' | 'sent';

/** One request, exactly as it left the page. */
export type Sent = {
  readonly number: number;
  readonly at: Date;
  readonly path: '/v1/context' | '/v1/scan';
  readonly request: ContextRequest | ScanRequest;
  /** Null while it is under way. Then where it went, and nowhere if nobody could be asked. */
  readonly went: { readonly address: string | null } | null;
};

export type Desk = {
  readonly asked: State;
  readonly pane: Pane;
  readonly arrangement: Arrangement;
  readonly kept: Kept;
  /** The newest last. In memory only: it goes with the page. */
  readonly sent: readonly Sent[];
  readonly connection: Connection;
};

export type DeskEvent =
  | Event
  | { readonly kind: 'turned_to'; readonly pane: Pane }
  | { readonly kind: 'arranged'; readonly arrangement: Arrangement }
  | { readonly kind: 'kept'; readonly kept: Kept }
  | { readonly kind: 'sent'; readonly sent: Sent }
  | { readonly kind: 'sent_to'; readonly number: number; readonly address: string | null }
  | { readonly kind: 'wiped' };

export const CLEAR_DESK: Desk = {
  asked: { phase: 'no_selection' },
  pane: 'answers',
  arrangement: AS_FOUND,
  kept: NOTHING_KEPT,
  sent: [],
  connection: { kind: 'untried' },
};

export function reduceDesk(desk: Desk, event: DeskEvent): Desk {
  switch (event.kind) {
    case 'turned_to':
      return { ...desk, pane: event.pane };
    case 'arranged':
      return { ...desk, arrangement: event.arrangement };
    case 'kept':
      return { ...desk, kept: event.kept };
    case 'sent':
      return { ...desk, sent: [...desk.sent, event.sent] };
    case 'sent_to':
      return {
        ...desk,
        sent: desk.sent.map((each) =>
          each.number === event.number ? { ...each, went: { address: event.address } } : each,
        ),
      };
    case 'wiped':
      return { ...desk, kept: NOTHING_KEPT, sent: [] };
    default:
      return ask(desk, event);
  }
}

function ask(desk: Desk, event: Event): Desk {
  const asked = reduce(desk.asked, event);
  if (asked === desk.asked && !STARTS.has(event.kind)) return desk;
  return {
    ...desk,
    asked,
    // Whoever asks something new wants to see the answer.
    pane: STARTS.has(event.kind) ? 'answers' : desk.pane,
    connection: connectionAfter(event) ?? desk.connection,
  };
}

const STARTS: ReadonlySet<DeskEvent['kind']> = new Set([
  'asked',
  'scan_began',
  'nothing_selected',
  'no_article_found',
  'kept_quiet',
]);

/** What an event says of the connection; null if nothing. */
function connectionAfter(event: Event): Connection | null {
  switch (event.kind) {
    case 'answered':
    case 'scan_answered':
      return { kind: 'works', address: event.address, index: event.answer.index };
    case 'failed':
    case 'scan_ended':
      return event.failure === null || event.failure.kind === 'cancelled'
        ? null
        : { kind: 'fails', failure: event.failure };
    default:
      return null;
  }
}
