/**
 * The service's own reading page: the same sidebar without the extension, asking its own origin directly.
 * Built into server/static/reading-page.js, which is committed so that the service needs no Node.
 */

import { AS_SHIPPED } from '../choices';
import { NOTHING_KEPT } from '../kept';
import { readQuestion, toQuestion } from '../page/question';
import { readElement } from '../page/selection';
import { createPhrasebook } from '../phrasebook';
import english from '../public/_locales/en/messages.json';
import { ANSWER_TIMEOUT_MS, askContext } from '../service/client';
import { createSidebar, type Keeper } from '../sidebar/sidebar';
import { AT_FIRST } from '../standing';
import { createAskButton } from './askButton';

const service = {
  address: location.origin,
  // The part of an address that never leaves the browser.
  token: location.hash.slice(1),
  fetch: fetch.bind(globalThis),
  timeout_ms: ANSWER_TIMEOUT_MS,
};

/** The page is in English, and so is the sidebar on it. */
const book = createPhrasebook(
  Object.fromEntries(Object.entries(english).map(([key, { message }]) => [key, message])),
);

const sidebar = createSidebar(
  book,
  async (request, signal) => {
    const outcome = await askContext(service, request, signal);
    const { address } = service;
    return outcome.ok ? { ok: true, answer: outcome.value, address } : { ...outcome, address };
  },
  null,
  // The page stores nothing, so the sidebar stands where it does at first whenever it is loaded.
  { read: () => Promise.resolve(AT_FIRST), save: () => Promise.resolve() },
  inMemory(),
);

const ask_button = createAskButton(book.say('find_context'), lookUpSelection);

document.addEventListener('selectionchange', () => ask_button.follow(selectedRange()));
document.addEventListener('keydown', (event) => {
  const is_ask_key = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
  if (is_ask_key && selectedRange() !== null) {
    event.preventDefault();
    lookUpSelection();
  }
});
for (const sample of document.querySelectorAll<HTMLElement>('[data-sidelight-sentence]')) offerSample(sample);

/** A page keeps nothing: what the reader mutes here comes back with the next visit. */
function inMemory(): Keeper {
  let kept = NOTHING_KEPT;
  return {
    site: null,
    read: () => Promise.resolve({ kept, choices: AS_SHIPPED }),
    async save(changed) {
      kept = changed;
    },
    async wipe() {
      kept = NOTHING_KEPT;
    },
  };
}

function lookUpSelection(): void {
  ask_button.follow(null);
  void sidebar.lookUp(readQuestion(document, ({ shadowRoot }) => shadowRoot, null, false));
}

/** A marked sentence works as a button, by mouse and keyboard, and can still be selected as text. */
function offerSample(sample: HTMLElement): void {
  sample.addEventListener('click', () => {
    const ended_a_selection = selectedRange()?.intersectsNode(sample) ?? false;
    if (!ended_a_selection) lookUpSample(sample);
  });
  if (sample instanceof HTMLButtonElement) return;
  sample.setAttribute('role', 'button');
  sample.tabIndex = 0;
  // Chromium starts no selection inside an inline element that can be focused, so while the button is down it can't.
  sample.addEventListener('pointerdown', () => {
    sample.removeAttribute('tabindex');
    document.addEventListener('pointerup', () => (sample.tabIndex = 0), { once: true });
  });
  sample.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    lookUpSample(sample);
  });
}

/** The sentence is the attribute's value if it has one, else what the element says. */
function lookUpSample(sample: Element): void {
  const text = sample.getAttribute('data-sidelight-sentence') ?? '';
  const selected = text === '' ? readElement(sample) : { text, before: '', after: '', language: null };
  void sidebar.lookUp(selected === null ? null : toQuestion(document, selected));
}

/** What is selected inside the article; null for anything else. */
function selectedRange(): Range | null {
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const { commonAncestorContainer: common } = range;
  const element = common instanceof Element ? common : common.parentElement;
  return element?.closest('article') && range.toString().trim() !== '' ? range : null;
}
