/** Answers what pages ask, each with the service's answer or a named failure; one question a tab at a time. */

import type { Outcome } from '../errors';
import type { Reply, ToBackground } from '../messages';
import { askContext, askScan, type Service, testService } from '../service/client';

/** Where the service is and what it wants to hear. */
export type Access = Pick<Service, 'address' | 'token'>;

/** `asker` names who asked (a tab); its newer question cancels its older one. */
export type Answerer = (message: ToBackground, asker: number) => Promise<Reply>;

export function createAnswerer(
  serviceAt: (access: Access) => Service,
  readAccess: () => Promise<Access>,
): Answerer {
  const running = new Map<number, AbortController>();

  return async (message, asker) => {
    running.get(asker)?.abort();
    const own = new AbortController();
    running.set(asker, own);
    const { address, token } = message.kind === 'test_service' ? message : await readAccess();
    const service = serviceAt({ address, token });
    const outcome = await exchange(service, message, own.signal);
    if (running.get(asker) === own) running.delete(asker);
    return toReply(outcome, address);
  };
}

function exchange(service: Service, message: ToBackground, signal: AbortSignal): Promise<Outcome<unknown>> {
  switch (message.kind) {
    case 'ask':
      return askContext(service, message.request, signal);
    case 'scan':
      return askScan(service, message.request, signal);
    case 'test_service':
      return testService(service, signal);
  }
}

function toReply(outcome: Outcome<unknown>, address: string): Reply {
  return outcome.ok
    ? { kind: 'answered', address, body: outcome.value }
    : { kind: 'failed', failure: outcome.failure, address };
}
