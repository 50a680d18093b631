/**
 * The only place that opens a connection. It turns every way in which that can go wrong into a named
 * failure, and lets nothing through that does not fit the contract. It does not know who asks.
 */

import { type Check, Mismatch } from '../check';
import { type Failure, failed, type Outcome, succeeded } from '../errors';
import {
  type ContextAnswer,
  type ContextRequest,
  checkContextAnswer,
  checkIndexAnswer,
  checkProblem,
  checkReadyAnswer,
  checkScanAnswer,
  type IndexAnswer,
  type ScanAnswer,
  type ScanRequest,
} from './contract';

/**
 * How long an answer may take. Longer spares readers with slow machines a needless error; shorter tells
 * them sooner. Chrome ends a worker whose fetch takes 30 s, and then nothing could be said at all.
 */
export const ANSWER_TIMEOUT_MS = 20_000;

export type Service = {
  readonly address: string;
  /** What the service was started with, so that only its owner asks; empty if with nothing. */
  readonly token: string;
  readonly fetch: typeof fetch;
  readonly timeout_ms: number;
};

export async function askContext(
  service: Service,
  request: ContextRequest,
  signal: AbortSignal,
): Promise<Outcome<ContextAnswer>> {
  const outcome = await exchange(service, '/v1/context', checkContextAnswer, signal, post(request));
  if (!outcome.ok || idsOf(outcome.value.results).join() === idsOf(request.sentences).join()) return outcome;
  return failed(badAnswer(service, OTHER_SENTENCES));
}

/** Asks about the sentences of an article, or a part of them; the results come in the service's order. */
export async function askScan(
  service: Service,
  request: ScanRequest,
  signal: AbortSignal,
): Promise<Outcome<ScanAnswer>> {
  const outcome = await exchange(service, '/v1/scan', checkScanAnswer, signal, post(request));
  if (!outcome.ok) return outcome;
  const answered = [...idsOf(outcome.value.results)].sort().join();
  if (answered === [...idsOf(request.sentences)].sort().join()) return outcome;
  return failed(badAnswer(service, OTHER_SENTENCES));
}

const OTHER_SENTENCES = 'the results are not those of the sentences asked about';

function idsOf(items: readonly { readonly id: string }[]): readonly string[] {
  return items.map(({ id }) => id);
}

function post(request: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
  };
}

/** Says what the index holds, once the service says that it is ready to answer. */
export async function testService(service: Service, signal: AbortSignal): Promise<Outcome<IndexAnswer>> {
  const ready = await exchange(service, '/readyz', checkReadyAnswer, signal);
  return ready.ok ? exchange(service, '/v1/index', checkIndexAnswer, signal) : ready;
}

async function exchange<T>(
  service: Service,
  path: string,
  check: Check<T>,
  signal: AbortSignal,
  init: RequestInit = {},
): Promise<Outcome<T>> {
  const deadline = AbortSignal.timeout(service.timeout_ms);
  try {
    const response = await service.fetch(`${service.address}${path}`, {
      ...init,
      headers: { ...init.headers, ...(service.token && { Authorization: `Bearer ${service.token}` }) },
      signal: AbortSignal.any([signal, deadline]),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    });
    const body: unknown = await response.json();
    if (response.ok) return succeeded(check(body, ''));
    const { status, code, title, detail } = checkProblem(body, '');
    return failed({ kind: 'problem', status, code, title, detail });
  } catch (cause) {
    if (signal.aborted) return failed({ kind: 'cancelled' });
    if (deadline.aborted) return failed(timeout(service));
    return failed(nameFailure(service, cause));
  }
}

/** Fetch reports "nothing listens there" as a TypeError, and a body that is no JSON as a SyntaxError. */
function nameFailure(service: Service, cause: unknown): Failure {
  if (cause instanceof Mismatch) return badAnswer(service, cause.message);
  if (cause instanceof SyntaxError) return badAnswer(service, 'it is not JSON');
  if (cause instanceof TypeError) return { kind: 'not_running', address: service.address };
  throw cause;
}

function timeout(service: Service): Failure {
  return { kind: 'timeout', address: service.address, waited_s: Math.round(service.timeout_ms / 1000) };
}

function badAnswer(service: Service, reason: string): Failure {
  return { kind: 'bad_answer', address: service.address, reason };
}
