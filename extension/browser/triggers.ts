/** The three ways in which a reader asks, as one kind of event. */

import { type Browser, browser } from 'wxt/browser';
import { readPhrasebook } from './phrases';

/** The id of both the menu entry and the keyboard command (its key is in wxt.config.ts). */
const FIND_CONTEXT = 'find-context';

export type Trigger = {
  readonly tab_id: number;
  /** The selection as the menu saw it; null for the toolbar button and the keyboard. */
  readonly menu_text: string | null;
  readonly is_in_frame: boolean;
};

/** To be called while the background script first runs: the browser wakes it only for listeners set then. */
export function onTrigger(handle: (trigger: Trigger) => Promise<void>): void {
  const fire = (tab: Browser.tabs.Tab | undefined, menu_text: string | null, is_in_frame: boolean) => {
    if (tab?.id !== undefined) void handle({ tab_id: tab.id, menu_text, is_in_frame });
  };
  browser.runtime.onInstalled.addListener(() => void createMenu());
  browser.contextMenus.onClicked.addListener((info, tab) =>
    fire(tab, info.selectionText ?? null, (info.frameId ?? 0) !== 0),
  );
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === FIND_CONTEXT) fire(tab, null, false);
  });
  toolbarButton().onClicked.addListener((tab) => fire(tab, null, false));
}

/** Puts the notice on the toolbar button of one tab; the browser drops it when the tab goes elsewhere. */
export async function showCannotRun(tab_id: number): Promise<void> {
  await toolbarButton().setBadgeText({ tabId: tab_id, text: '!' });
  await toolbarButton().setTitle({ tabId: tab_id, title: readPhrasebook().say('cannot_run') });
}

/** An update installs anew, and creating an entry that is still there would fail. */
async function createMenu(): Promise<void> {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({
    id: FIND_CONTEXT,
    title: readPhrasebook().say('menu_title', '%s'),
    contexts: ['selection'],
  });
}

/** Firefox with manifest version 2 has the same button under the older name. */
function toolbarButton(): typeof browser.action {
  return browser.action ?? (browser as unknown as { browserAction: typeof browser.action }).browserAction;
}
