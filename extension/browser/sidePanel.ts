/** The browser's own panel beside the page, for pages into which it lets no extension. */

import { browser } from 'wxt/browser';
import { Mismatch } from '../check';
import { checkToPage, type ToPage } from '../messages';

/** Must be called while the reader's click is handled, before anything is waited for. */
export function openSidePanel(tab_id: number): void {
  // Chrome's is for one tab; Firefox has one a window, under another name.
  const of_firefox = (browser as unknown as { sidebarAction: { open: () => Promise<void> } }).sidebarAction;
  void (browser.sidePanel ? browser.sidePanel.open({ tabId: tab_id }) : of_firefox.open());
}

/** For the background: reaches a panel that is open already; one that opens asks for itself. */
export async function tellPanel(message: ToPage): Promise<void> {
  try {
    await browser.runtime.sendMessage(message);
  } catch {
    // Nobody listens yet.
  }
}

/** For the panel: hears what is asked while it is open. What pages send to the background it hears too, and leaves. */
export function onPanelAsked(handle: (message: ToPage) => void): void {
  browser.runtime.onMessage.addListener((message: unknown) => {
    try {
      handle(checkToPage(message, ''));
    } catch (cause) {
      if (!(cause instanceof Mismatch)) throw cause;
    }
  });
}

/** For the panel: what the reader asked when it was opened; null if it was opened by other means. */
export async function takeAsked(): Promise<ToPage | null> {
  const asked: unknown = await browser.runtime.sendMessage({ kind: 'panel_opened' });
  return asked === null ? null : checkToPage(asked, '');
}
