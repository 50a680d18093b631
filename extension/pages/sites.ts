/** The part of the options page that lists the sites whose articles are always checked, and takes any of them back. */

import { readSites, removeSite } from '../browser/sites';
import type { Phrasebook } from '../phrasebook';
import { button, element } from '../sidebar/elements';
import { find } from './translate';

export async function showSites(book: Phrasebook): Promise<void> {
  const patterns = await readSites();
  const list = element('ul', {}, ...patterns.map((pattern) => element('li', {}, takeBack(book, pattern))));
  find('#sites', HTMLElement).replaceChildren(
    patterns.length === 0 ? element('p', {}, book.say('sites_none')) : list,
  );
}

function takeBack(book: Phrasebook, pattern: string): HTMLButtonElement {
  const site = pattern.replace(/^\w+:\/\/|\/\*$/g, '');
  return button(book.say('site_take_back', site), 'take-back', () => {
    void removeSite(pattern).then(() => showSites(book));
  });
}
