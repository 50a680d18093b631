/** Putting the sidebar's script into a tab and telling it that the reader asked. */

import { browser } from 'wxt/browser';
import type { ToPage } from '../messages';

// The reader's click gives the extension the tab, but a busy page may hear of it after the script has been refused there
// (seen in Chromium 156: 3 of 49 asks, and never again 50 ms later). A page that is closed to extensions stays closed.
const RETRY_AFTER_MS = [20, 100, 300];

/** Rejects where the browser keeps extensions out: its own pages, the store, some file viewers. */
export async function injectSidebar(tab_id: number): Promise<void> {
  for (const pause_ms of RETRY_AFTER_MS) {
    try {
      await runSidebar(tab_id);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause_ms));
    }
  }
  await runSidebar(tab_id);
}

async function runSidebar(tab_id: number): Promise<void> {
  await browser.scripting.executeScript({
    target: { tabId: tab_id },
    files: ['/sidebar.js'],
    // The reader can select before the last image has loaded; the sidebar need not wait for it.
    injectImmediately: true,
  });
}

export async function tellTab(tab_id: number, message: ToPage): Promise<void> {
  await browser.tabs.sendMessage(tab_id, message, { frameId: 0 });
}
