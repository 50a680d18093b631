/** The part of the options page that says where the service is, and whether it can be reached. */

import { ask } from '../browser/messages';
import {
  readServiceAddress,
  readServiceToken,
  saveServiceAddress,
  saveServiceToken,
} from '../browser/settings';
import { Mismatch } from '../check';
import type { Failure } from '../errors';
import { addressProblem, failureWords } from '../failureWords';
import type { Phrasebook } from '../phrasebook';
import { parseServiceAddress } from '../service/address';
import { checkIndexAnswer, type IndexAnswer } from '../service/contract';
import * as words from '../words';
import { find } from './translate';

type Tested =
  | { readonly ok: true; readonly index: IndexAnswer }
  | { readonly ok: false; readonly failure: Failure };

/** Tries the connection as soon as the page is open; returns the languages that the index has, if it is there. */
export async function showConnection(book: Phrasebook): Promise<readonly string[]> {
  const address = find('#address', HTMLInputElement);
  const token = find('#token', HTMLInputElement);
  const outcome = find('#outcome', HTMLElement);

  /** Returns what is typed in its one kept form, or says what is wrong with it and returns null. */
  function readTyped(): string | null {
    const parsed = parseServiceAddress(address.value);
    address.setAttribute('aria-invalid', String(!parsed.ok));
    if (parsed.ok) return parsed.address;
    outcome.textContent = addressProblem(book, parsed.problem);
    address.focus();
    return null;
  }

  async function save(): Promise<void> {
    const typed = readTyped();
    if (typed === null) return;
    await saveServiceAddress(typed);
    await saveServiceToken(token.value.trim());
    address.value = typed;
    outcome.textContent = book.say('saved');
    await tell(book, typed, token.value.trim());
  }

  async function test(): Promise<void> {
    const typed = readTyped();
    if (typed === null) return;
    outcome.textContent = book.say('testing');
    const tested = await tell(book, typed, token.value.trim());
    outcome.textContent = tested.ok
      ? words.connectionWorks(book, tested.index.documents, tested.index.built_at)
      : inWords(book, tested.failure);
  }

  find('form', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    void save();
  });
  find('#test', HTMLButtonElement).addEventListener('click', () => void test());
  address.value = await readServiceAddress();
  token.value = await readServiceToken();
  const tested = await tell(book, address.value, token.value);
  return tested.ok ? Object.keys(tested.index.languages) : [];
}

/** Asks the service what it holds, and says in the page's head whether it could be reached. */
async function tell(book: Phrasebook, address: string, token: string): Promise<Tested> {
  const tested = await askIndex(address, token);
  const line = find('#connection', HTMLElement);
  line.dataset.connection = tested.ok ? 'works' : 'fails';
  line.textContent = words.connectionLine(
    book,
    tested.ok ? { kind: 'works', address, index: tested.index } : { kind: 'fails', failure: tested.failure },
  );
  return tested;
}

async function askIndex(address: string, token: string): Promise<Tested> {
  const reply = await ask({ kind: 'test_service', address, token });
  if (reply.kind === 'failed') return { ok: false, failure: reply.failure };
  try {
    return { ok: true, index: checkIndexAnswer(reply.body, '') };
  } catch (cause) {
    if (!(cause instanceof Mismatch)) throw cause;
    return { ok: false, failure: { kind: 'bad_answer', address, reason: cause.message } };
  }
}

function inWords(book: Phrasebook, failure: Failure): string {
  const { title, text, command, code } = failureWords(book, failure);
  const lines = [`${title}.`, text, command, book.say('code_line', code)];
  return lines.filter((line) => line !== null).join('\n');
}
