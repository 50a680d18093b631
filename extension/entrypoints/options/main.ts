import { ask } from '../../browser/messages';
import { readPhrasebook } from '../../browser/phrases';
import { readServiceAddress, saveServiceAddress } from '../../browser/settings';
import { Mismatch } from '../../check';
import type { Failure } from '../../errors';
import { parseServiceAddress } from '../../service/address';
import { checkIndexAnswer } from '../../service/contract';
import * as words from '../../words';

const book = readPhrasebook();
const form = find('form', HTMLFormElement);
const address = find('#address', HTMLInputElement);
const test_button = find('#test', HTMLButtonElement);
const outcome = find('#outcome', HTMLElement);

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void save();
});
test_button.addEventListener('click', () => void test());
address.value = await readServiceAddress();

async function save(): Promise<void> {
  const typed = readTyped();
  if (typed === null) return;
  await saveServiceAddress(typed);
  address.value = typed;
  outcome.textContent = book.say('saved');
}

async function test(): Promise<void> {
  const typed = readTyped();
  if (typed === null) return;
  outcome.textContent = book.say('testing');
  outcome.textContent = await testService(typed);
}

/** Returns what is typed in its one kept form, or says what is wrong with it and returns null. */
function readTyped(): string | null {
  const parsed = parseServiceAddress(address.value);
  address.setAttribute('aria-invalid', String(!parsed.ok));
  if (parsed.ok) return parsed.address;
  outcome.textContent = words.addressProblem(book, parsed.problem);
  address.focus();
  return null;
}

async function testService(typed: string): Promise<string> {
  const reply = await ask({ kind: 'test_service', address: typed });
  if (reply.kind === 'failed') return inWords(reply.failure);
  try {
    const index = checkIndexAnswer(reply.body, '');
    return words.connectionWorks(book, index.documents, index.built_at);
  } catch (cause) {
    if (!(cause instanceof Mismatch)) throw cause;
    return inWords({ kind: 'bad_answer', address: typed, reason: cause.message });
  }
}

function inWords(failure: Failure): string {
  const { title, text, command, code } = words.failureWords(book, failure);
  return [`${title}.`, text, command, book.say('code_line', code)].filter((line) => line !== null).join('\n');
}

function find<T extends Element>(selector: string, type: new () => T): T {
  const found = document.querySelector(selector);
  if (!(found instanceof type)) throw new TypeError(`The options page has no ${selector}.`);
  return found;
}
