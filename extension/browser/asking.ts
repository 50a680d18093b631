/** Asking the service through the background, which alone may: a page's own rules don't let its scripts. */

import { type Check, Mismatch } from '../check';
import type { Failure } from '../errors';
import type { ToBackground } from '../messages';
import {
  type ContextRequest,
  checkContextAnswer,
  checkScanAnswer,
  type ScanRequest,
} from '../service/contract';
import { ask } from './messages';

type Asked<T> =
  | { readonly ok: true; readonly answer: T; readonly address: string }
  | { readonly ok: false; readonly failure: Failure; readonly address: string | null };

export function askContext(request: ContextRequest) {
  return askBackground({ kind: 'ask', request }, checkContextAnswer);
}

export function askScan(request: ScanRequest) {
  return askBackground({ kind: 'scan', request }, checkScanAnswer);
}

async function askBackground<T>(message: ToBackground, check: Check<T>): Promise<Asked<T>> {
  const reply = await ask(message);
  if (reply.kind === 'failed') return { ok: false, failure: reply.failure, address: reply.address };
  const { address } = reply;
  try {
    return { ok: true, answer: check(reply.body, ''), address };
  } catch (cause) {
    if (!(cause instanceof Mismatch)) throw cause;
    return { ok: false, failure: { kind: 'bad_answer', address, reason: cause.message }, address };
  }
}
