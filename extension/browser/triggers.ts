/** The ways in which a reader asks, as one kind of event, and what the toolbar button says. */

import { type Browser, browser } from 'wxt/browser';
import { readPhrasebook } from './phrases';

/** The id of both the menu entry and the keyboard command (its key is in wxt.config.ts). */
const FIND_CONTEXT = 'find-context';
const CHECK_ARTICLE = 'check-article';
const CHECK_SITE = 'check-site';

export type Trigger = {
  readonly kind: 'find_context' | 'check_article' | 'check_site';
  readonly tab_id: number;
  /** Null where the browser does not tell. */
  readonly address: string | null;
  /** The selection as the menu saw it; null for the toolbar button and the keyboard. */
  readonly menu_text: string | null;
  readonly is_in_frame: boolean;
};

const KINDS: Readonly<Record<string, Trigger['kind']>> = {
  [FIND_CONTEXT]: 'find_context',
  [CHECK_ARTICLE]: 'check_article',
  [CHECK_SITE]: 'check_site',
};

/**
 * To be called while the background script first runs: the browser wakes it only for listeners set then. `handle` must
 * do at once, before it waits for anything, whatever the browser allows only in answer to a click.
 */
export function onTrigger(handle: (trigger: Trigger) => void): void {
  const fire = (
    id: string | number,
    tab: Browser.tabs.Tab | undefined,
    menu_text: string | null,
    is_in_frame: boolean,
  ) => {
    const kind = KINDS[id];
    if (kind === undefined || tab?.id === undefined) return;
    handle({ kind, tab_id: tab.id, address: tab.url ?? null, menu_text, is_in_frame });
  };
  browser.runtime.onInstalled.addListener(() => void createMenu());
  browser.contextMenus.onClicked.addListener((info, tab) =>
    fire(info.menuItemId, tab, info.selectionText ?? null, (info.frameId ?? 0) !== 0),
  );
  browser.commands.onCommand.addListener((command, tab) => fire(command, tab, null, false));
  toolbarButton().onClicked.addListener((tab) => fire(FIND_CONTEXT, tab, null, false));
}

/** Puts the notice on the toolbar button of one tab; the browser drops it when the tab goes elsewhere. */
export async function showCannotRun(tab_id: number): Promise<void> {
  await toolbarButton().setBadgeText({ tabId: tab_id, text: '!' });
  await toolbarButton().setTitle({ tabId: tab_id, title: readPhrasebook().say('cannot_run') });
}

/** An update installs anew, and creating an entry that is still there would fail. */
async function createMenu(): Promise<void> {
  const { say } = readPhrasebook();
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({ id: FIND_CONTEXT, title: say('menu_title', '%s'), contexts: ['selection'] });
  browser.contextMenus.create({
    id: CHECK_ARTICLE,
    title: say('check_article'),
    contexts: ['page', onButton()],
  });
  browser.contextMenus.create({ id: CHECK_SITE, title: say('check_site'), contexts: [onButton()] });
}

function onButton(): 'action' | 'browser_action' {
  return browser.action ? 'action' : 'browser_action';
}

/** Firefox with manifest version 2 has the same button under the older name. */
function toolbarButton(): typeof browser.action {
  return browser.action ?? (browser as unknown as { browserAction: typeof browser.action }).browserAction;
}
