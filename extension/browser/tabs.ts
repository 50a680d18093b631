/** Putting the sidebar's script into a tab and telling it that the reader asked. */

import { browser } from 'wxt/browser';
import type { FindContext } from '../messages';

/** Rejects where the browser keeps extensions out: its own pages, the store, some file viewers. */
export async function injectSidebar(tab_id: number): Promise<void> {
  await browser.scripting.executeScript({
    target: { tabId: tab_id },
    files: ['/sidebar.js'],
    // The reader can select before the last image has loaded; the sidebar need not wait for it.
    injectImmediately: true,
  });
}

export async function tellTab(tab_id: number, message: FindContext): Promise<void> {
  await browser.tabs.sendMessage(tab_id, message, { frameId: 0 });
}
