/** Sites whose articles are checked without asking each time: those, and only those, to which the reader gave access. */

import { browser } from 'wxt/browser';

const SCRIPT_ID = 'sites';
/** Permissions that the manifest itself names are no choice of the reader's. */
const OF_THE_SERVICE = 'http://127.0.0.1/*';

/** Must be called while the reader's click is handled: the browser asks the reader, and only then. */
export function requestSite(address: string): void {
  const { protocol, hostname } = new URL(address);
  // A file stands on no site. Firefox takes no pattern with a port, and one without stands for every port.
  if (protocol.startsWith('http')) {
    void browser.permissions.request({ origins: [`${protocol}//${hostname}/*`] });
  }
}

/** As match patterns ("https://news.example/*"), in alphabetical order. */
export async function readSites(): Promise<readonly string[]> {
  const { origins } = await browser.permissions.getAll();
  return (origins ?? []).filter((origin) => origin !== OF_THE_SERVICE).sort();
}

export async function removeSite(pattern: string): Promise<void> {
  await browser.permissions.remove({ origins: [pattern] });
}

/** To be called while the background script first runs: keeps the script on the sites that the reader chose. */
export function followSites(): void {
  browser.permissions.onAdded.addListener(() => void register());
  browser.permissions.onRemoved.addListener(() => void register());
  // An update of the extension takes its registered scripts away, and leaves the permissions.
  browser.runtime.onInstalled.addListener(() => void register());
}

async function register(): Promise<void> {
  const matches = [...(await readSites())];
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT_ID] });
  if (registered !== undefined) await browser.scripting.unregisterContentScripts({ ids: [SCRIPT_ID] });
  if (matches.length === 0) return;
  const js = ['/sidebar.js', '/site.js'];
  await browser.scripting.registerContentScripts([{ id: SCRIPT_ID, matches, js, runAt: 'document_idle' }]);
}
