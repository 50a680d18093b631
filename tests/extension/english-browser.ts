/** The browser's own i18n as it is for an English reader, which the fake browser lacks. */

import { fakeBrowser } from 'wxt/testing/fake-browser';
import english from '../../extension/public/_locales/en/messages.json';

export function speakEnglish(): void {
  const messages: Readonly<Record<string, { message: string }>> = english;
  const getMessage = (key: string, places: readonly string[]) =>
    (messages[key]?.message ?? '').replace(
      /\$([1-9])/g,
      (_place, digit: string) => places[Number(digit) - 1] ?? '',
    );
  Object.assign(fakeBrowser.i18n, { getMessage });
}
