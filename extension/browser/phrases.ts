/**
 * The extension's sentences in the reader's language, from the browser's own i18n (public/_locales). Chrome knows no
 * Portuguese as such, only that of Brazil and that of Portugal; both are the same file.
 */

import { browser } from 'wxt/browser';
import { createPhrasebook, type Phrasebook } from '../phrasebook';
import english from '../public/_locales/en/messages.json';

/** Chrome puts nothing where no value is given; so each place is given itself, to be filled later. */
const PLACES = ['$1', '$2', '$3', '$4', '$5', '$6', '$7', '$8', '$9'];
/** WXT types the keys from a file that only its build makes; ours are typed by the English file. */
const i18n = browser.i18n as unknown as { getMessage: (key: string, places: readonly string[]) => string };

const PLURAL_FORMS = ['zero', 'one', 'two', 'few', 'many'];

/**
 * Reads every message at once: a page that outlives an update of the extension loses the browser's messages, and
 * must still be able to say so.
 */
export function readPhrasebook(): Phrasebook {
  const messages = Object.entries(english).map(([key, { message }]) => [key, read(key) || message]);
  const forms = Object.keys(english)
    .filter((key) => key.endsWith('_other'))
    .flatMap((key) => PLURAL_FORMS.map((form) => key.replace(/other$/, form)))
    .map((key) => [key, read(key)])
    .filter(([, message]) => message !== '');
  return createPhrasebook(Object.fromEntries([...messages, ...forms]));
}

/** Empty where there is no such message in the reader's language nor in English. */
function read(key: string): string {
  return i18n.getMessage(key, PLACES);
}
