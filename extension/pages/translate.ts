/** Puts the reader's language into a page of the extension, whose HTML names a message wherever it says something. */

import type { MessageKey, Phrasebook } from '../phrasebook';

export function translate(page: Document, book: Phrasebook): void {
  page.documentElement.lang = book.language;
  page.documentElement.dir = book.direction;
  for (const part of page.querySelectorAll<HTMLElement>('[data-say]')) {
    part.textContent = book.say(part.dataset.say as MessageKey);
  }
}

/** An element of the page's own HTML. Throws where there is none, which is a fault of ours. */
export function find<T extends Element>(selector: string, type: new () => T): T {
  const found = document.querySelector(selector);
  if (!(found instanceof type)) throw new TypeError(`The page has no ${selector}.`);
  return found;
}
