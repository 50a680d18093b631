/** What to tell a person about what went wrong. */

import type { Failure } from './errors';
import type { MessageKey, Phrasebook } from './phrasebook';
import type { AddressProblem } from './service/address';

/** What to tell a person about a failure. `command` is what to type; `code` is what to quote in a report. */
export type FailureWords = {
  readonly title: string;
  readonly text: string;
  readonly command: string | null;
  readonly code: string;
  readonly can_retry: boolean;
  /** Whether title and text are the service's own, which are English. */
  readonly is_of_service: boolean;
};

export function failureWords({ say }: Phrasebook, failure: Failure): FailureWords {
  const of = (title: string, text: string, command: string | null = null, code: string = failure.kind) => ({
    title,
    text,
    command,
    code,
    can_retry: failure.kind !== 'disconnected',
    is_of_service: false,
  });
  switch (failure.kind) {
    case 'not_running':
      return of(say('not_running_title'), say('not_running', failure.address), 'make run');
    case 'timeout':
      return of(say('timeout_title'), say('timeout', failure.address, String(failure.waited_s)));
    case 'problem':
      if (failure.code === 'unauthorized') {
        return of(say('unauthorized_title'), say('unauthorized'), null, failure.code);
      }
      return failure.code === 'index_not_ready'
        ? of(say('index_not_ready_title'), say('index_not_ready'), 'python -m index build', failure.code)
        : { ...of(failure.title, failure.detail ?? '', null, failure.code), is_of_service: true };
    case 'bad_answer':
      return of(say('bad_answer_title'), say('bad_answer', failure.address, failure.reason));
    case 'cancelled':
      return of(say('cancelled_title'), say('cancelled'));
    case 'disconnected':
      return of(say('disconnected_title'), say('disconnected'));
  }
}

const ADDRESS_PROBLEMS: Readonly<Record<AddressProblem, MessageKey>> = {
  not_an_address: 'address_not_an_address',
  not_http: 'address_not_http',
  not_this_computer: 'address_not_this_computer',
  more_than_an_address: 'address_more_than_an_address',
};

export function addressProblem({ say }: Phrasebook, problem: AddressProblem): string {
  return say(ADDRESS_PROBLEMS[problem]);
}
