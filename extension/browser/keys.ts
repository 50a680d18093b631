/** The keyboard shortcut: the browser assigns it, and only the browser lets it be changed. */

import { browser } from 'wxt/browser';

/** Firefox has this from version 137 on; Chrome has a page of its own instead. */
const commands = browser.commands as typeof browser.commands & { openShortcutSettings?: () => Promise<void> };
const CHROME_SETTINGS = 'chrome://extensions/shortcuts';

/** Empty where no key is assigned. */
export async function readKeys(): Promise<string> {
  const [first] = (await commands.getAll()).filter(({ name }) => name === 'find-context');
  return first?.shortcut ?? '';
}

export function canOpenKeySettings(): boolean {
  return commands.openShortcutSettings !== undefined || !import.meta.env.FIREFOX;
}

export async function openKeySettings(): Promise<void> {
  if (commands.openShortcutSettings !== undefined) await commands.openShortcutSettings();
  else await browser.tabs.create({ url: CHROME_SETTINGS });
}
