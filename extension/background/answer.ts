/** Answers what pages ask, each with the service's answer or a named failure; one question a tab at a time. */

import type { Outcome } from '../errors';
import type { Reply, ToBackground } from '../messages';
import { askContext, type Service, testService } from '../service/client';

/** `asker` names who asked (a tab); its newer question cancels its older one. */
export type Answerer = (message: ToBackground, asker: number) => Promise<Reply>;

export function createAnswerer(
  serviceAt: (address: string) => Service,
  readAddress: () => Promise<string>,
): Answerer {
  const running = new Map<number, AbortController>();

  return async (message, asker) => {
    running.get(asker)?.abort();
    const own = new AbortController();
    running.set(asker, own);
    const address = message.kind === 'test_service' ? message.address : await readAddress();
    const service = serviceAt(address);
    const outcome =
      message.kind === 'test_service'
        ? await testService(service, own.signal)
        : await askContext(service, message.request, own.signal);
    if (running.get(asker) === own) running.delete(asker);
    return toReply(outcome, address);
  };
}

function toReply(outcome: Outcome<unknown>, address: string): Reply {
  return outcome.ok
    ? { kind: 'answered', address, body: outcome.value }
    : { kind: 'failed', failure: outcome.failure };
}
