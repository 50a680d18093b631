/** The part of the options page that lists what is kept, and wipes it. */

import { readKept, saveKept, wipe } from '../browser/settings';
import { type Keeping, type Kept, keep, NOTHING_KEPT } from '../kept';
import type { Phrasebook } from '../phrasebook';
import { renderKept } from '../sidebar/keptView';
import { find } from './translate';

export async function showKept(book: Phrasebook): Promise<void> {
  const place = find('#kept', HTMLElement);

  function show(kept: Kept): void {
    place.replaceChildren(
      ...renderKept(book, kept, {
        keep: (keeping) => void change(kept, keeping),
        wipe: () => void wipeAll(),
      }),
    );
  }

  async function change(kept: Kept, keeping: Keeping): Promise<void> {
    const changed = keep(kept, keeping);
    await saveKept(changed);
    show(changed);
  }

  async function wipeAll(): Promise<void> {
    await wipe();
    show(NOTHING_KEPT);
    find('#wiped', HTMLElement).textContent = book.say('wiped');
  }

  show(await readKept());
}
