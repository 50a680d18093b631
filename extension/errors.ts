/**
 * Everything that can go wrong between a reader's question and its answer, one shape per failure.
 * The sentences for a person are in words.ts.
 *
 *     Failure
 *     ├── not_running    nothing answers at the address (transient: start the service)
 *     ├── timeout        it answers, but not in time (transient)
 *     ├── problem        the service said no, with its own stable code (index_not_ready, invalid_request, ...)
 *     ├── bad_answer     what came back does not fit the contract (permanent: versions differ, or it is
 *     │                  another program's port)
 *     ├── cancelled      a newer question took this one's place; never shown
 *     └── disconnected   the extension was updated or removed while the page stayed open (permanent: reload)
 */

import { type Checked, count, orNull, record, tagged, text } from './check';

export const checkFailure = tagged({
  not_running: record({ address: text }),
  timeout: record({ address: text, waited_s: count }),
  problem: record({ status: count, code: text, title: text, detail: orNull(text) }),
  bad_answer: record({ address: text, reason: text }),
  cancelled: record({}),
  disconnected: record({}),
});

export type Failure = Checked<typeof checkFailure>;

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

export function succeeded<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function failed(failure: Failure): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure };
}
