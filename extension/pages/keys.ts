/** The part of the options page that says which key asks, and where that is changed. */

import { canOpenKeySettings, openKeySettings, readKeys } from '../browser/keys';
import type { Phrasebook } from '../phrasebook';
import { find } from './translate';

export async function showKeys(book: Phrasebook): Promise<void> {
  const change = find('#change-keys', HTMLButtonElement);
  change.hidden = !canOpenKeySettings();
  find('#keys-hint', HTMLElement).hidden = canOpenKeySettings();
  change.addEventListener('click', () => void openKeySettings());
  const keys = await readKeys();
  find('#keys', HTMLElement).textContent = book.say(
    'options_keys_now',
    keys || book.say('options_keys_none'),
  );
}
