/** Messages between page and background, checked on arrival at either end. */

import { type Browser, browser } from 'wxt/browser';
import {
  checkReply,
  checkToBackground,
  checkToPage,
  type Reply,
  type ToBackground,
  type ToPage,
} from '../messages';

const PANEL_OPENED = 'panel_opened';

/** For the page: hears that the reader asked. */
export function onReaderAsked(handle: (message: ToPage) => void): void {
  browser.runtime.onMessage.addListener((message: unknown) => handle(checkToPage(message, '')));
}

/** For the background: answers each message with what the handler resolves to. */
export function onRequest(
  handle: (message: ToBackground, sender: Browser.runtime.MessageSender) => Promise<Reply>,
): void {
  browser.runtime.onMessage.addListener((message: unknown, sender, sendResponse: (reply: Reply) => void) => {
    if (isPanelOpened(message)) return false;
    void handle(checkToBackground(message, ''), sender).then(sendResponse);
    // Keeps the channel open until the reply is there.
    return true;
  });
}

/** For the background: tells the panel that has just opened what to show. */
export function onPanelOpened(take: () => ToPage | null): void {
  browser.runtime.onMessage.addListener(
    (message: unknown, _sender, sendResponse: (asked: ToPage | null) => void) => {
      if (isPanelOpened(message)) sendResponse(take());
      return false;
    },
  );
}

function isPanelOpened(message: unknown): boolean {
  return (
    typeof message === 'object' && message !== null && 'kind' in message && message.kind === PANEL_OPENED
  );
}

/** For the page: a background that is gone, or of another version, is a named failure too. */
export async function ask(message: ToBackground): Promise<Reply> {
  try {
    return checkReply(await browser.runtime.sendMessage(message), '');
  } catch {
    // After an update the old page script has no runtime at all, or one that refuses or answers otherwise.
    return { kind: 'failed', failure: { kind: 'disconnected' }, address: null };
  }
}
