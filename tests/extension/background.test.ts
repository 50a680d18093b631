import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import background from '../../extension/entrypoints/background';
import { speakEnglish } from './english-browser';
import { exampleAnswer, readExamples } from './examples';

const REQUEST = {
  sentences: [
    { id: 's1', text: 'One.' },
    { id: 's2', text: 'Two.' },
  ],
  page: {},
};
const ADDRESS = 'http://127.0.0.1:8765';

/** An event of the browser that the fake one lacks. */
function event<A extends readonly unknown[]>() {
  const listeners: ((...args: A) => void)[] = [];
  return {
    addListener: (listener: (...args: A) => void) => void listeners.push(listener),
    fire: (...args: A) => {
      for (const listener of listeners) listener(...args);
    },
  };
}

function start() {
  const menu_clicked = event<[info: object, tab: object]>();
  const command = event<[name: string, tab: object]>();
  const executeScript = vi.fn(() => Promise.resolve([]));
  const sendMessage = vi.fn(() => Promise.resolve());
  const create = vi.fn();
  const request = vi.fn(() => Promise.resolve(true));
  const open = vi.fn(() => Promise.resolve());
  const added = event<[]>();
  const removed = event<[]>();
  const getAll = vi.fn(() => Promise.resolve({ origins: ['http://127.0.0.1/*'] }));
  const scripts = {
    getRegisteredContentScripts: vi.fn(() => Promise.resolve([] as object[])),
    unregisterContentScripts: vi.fn(() => Promise.resolve()),
    registerContentScripts: vi.fn(() => Promise.resolve()),
  };
  const removeAll = vi.fn(() => Promise.resolve());
  Object.assign(fakeBrowser, {
    contextMenus: { create, removeAll, onClicked: menu_clicked },
    commands: { onCommand: command },
    scripting: { executeScript, ...scripts },
    permissions: { onAdded: added, onRemoved: removed, getAll, request },
    sidePanel: { open },
  });
  Object.assign(fakeBrowser.tabs, { sendMessage });
  background.main();
  return {
    menu_clicked,
    command,
    executeScript,
    sendMessage,
    create,
    removeAll,
    request,
    open,
    added,
    removed,
    getAll,
    scripts,
  };
}

/** Sends as a tab's page would, and resolves to the reply. */
function askFrom(tab_id: number, message: unknown): Promise<unknown> {
  return new Promise((resolve) => {
    const trigger = fakeBrowser.runtime.onMessage.trigger as (...args: unknown[]) => unknown;
    trigger(message, { tab: { id: tab_id } }, resolve);
  });
}

beforeEach(() => {
  fakeBrowser.reset();
  speakEnglish();
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(exampleAnswer())));
});

describe('when the reader asks', () => {
  it('the menu entry is there from the installation on, and made anew by an update', async () => {
    const { create, removeAll } = start();
    await fakeBrowser.runtime.onInstalled.trigger({ reason: 'update', temporary: false });
    await vi.waitFor(() => expect(create).toHaveBeenCalledTimes(3));
    expect(removeAll).toHaveBeenCalledBefore(create);
    expect(create).toHaveBeenCalledWith({
      id: 'check-article',
      title: 'Check this article',
      contexts: ['page', 'action'],
    });
    expect(create).toHaveBeenCalledWith({
      id: 'check-site',
      title: 'Check every article on this site',
      contexts: ['action'],
    });
    expect(create).toHaveBeenCalledWith({
      id: 'find-context',
      title: 'Find context for “%s”',
      contexts: ['selection'],
    });
  });

  it.each([
    ['the menu', 'One.', false],
    ['the menu in a frame', 'One.', true],
    ['the toolbar button', null, false],
    ['the keyboard', null, false],
  ])('by %s, the sidebar is put into the tab and told so', async (way, menu_text, is_in_frame) => {
    const { menu_clicked, command, executeScript, sendMessage } = start();
    const tab = { id: 7 };
    if (way === 'the keyboard') command.fire('find-context', tab);
    else if (way === 'the toolbar button') void fakeBrowser.action.onClicked.trigger(tab as never, undefined);
    else
      menu_clicked.fire(
        { menuItemId: 'find-context', selectionText: menu_text, frameId: is_in_frame ? 3 : 0 },
        tab,
      );
    const message = { kind: 'find_context', menu_text, is_in_frame };
    await vi.waitFor(() => expect(sendMessage).toHaveBeenCalledExactlyOnceWith(7, message, { frameId: 0 }));
    expect(executeScript).toHaveBeenCalledExactlyOnceWith({
      target: { tabId: 7 },
      files: ['/sidebar.js'],
      injectImmediately: true,
    });
  });

  it('on a page that no extension may touch, the toolbar button says so', async () => {
    const { executeScript, sendMessage, command } = start();
    executeScript.mockRejectedValue(new Error('Cannot access a chrome:// URL'));
    command.fire('find-context', { id: 7 });
    await vi.waitFor(async () => expect(await browser.action.getBadgeText({ tabId: 7 })).toBe('!'));
    expect(await browser.action.getTitle({ tabId: 7 })).toMatch('can’t run on this page');
    expect(sendMessage).not.toHaveBeenCalled();
  });
});

describe('when the reader wants the whole article checked', () => {
  it('the page is told so', async () => {
    const { menu_clicked, sendMessage } = start();
    menu_clicked.fire({ menuItemId: 'check-article' }, { id: 7 });
    await vi.waitFor(() =>
      expect(sendMessage).toHaveBeenCalledExactlyOnceWith(7, { kind: 'check_article' }, { frameId: 0 }),
    );
  });

  it('and those of the site from now on, the browser asks for that site in the click itself', () => {
    const { menu_clicked, request } = start();
    menu_clicked.fire({ menuItemId: 'check-site' }, { id: 7, url: 'https://news.example/a?b#c' });
    expect(request).toHaveBeenCalledExactlyOnceWith({ origins: ['https://news.example/*'] });
  });

  it('the site is asked for without its port, which Firefox takes in no pattern', () => {
    const { menu_clicked, request } = start();
    menu_clicked.fire({ menuItemId: 'check-site' }, { id: 7, url: 'http://news.example:8080/a' });
    expect(request).toHaveBeenCalledExactlyOnceWith({ origins: ['http://news.example/*'] });
  });

  it('a file on no site is checked, and nothing is asked for', async () => {
    const { menu_clicked, request, sendMessage } = start();
    menu_clicked.fire({ menuItemId: 'check-site' }, { id: 7, url: 'file:///home/reader/saved.html' });
    await vi.waitFor(() => expect(sendMessage).toHaveBeenCalledOnce());
    expect(request).not.toHaveBeenCalled();
  });

  it('the scripts run on the sites that the reader chose, and on no others', async () => {
    const { added, getAll, scripts } = start();
    getAll.mockResolvedValue({ origins: ['https://news.example/*', 'http://127.0.0.1/*'] });
    added.fire();
    await vi.waitFor(() => expect(scripts.registerContentScripts).toHaveBeenCalledOnce());
    expect(scripts.registerContentScripts).toHaveBeenCalledWith([
      {
        id: 'sites',
        matches: ['https://news.example/*'],
        js: ['/sidebar.js', '/site.js'],
        runAt: 'document_idle',
      },
    ]);
  });

  it('an update of the extension, which takes the scripts away, puts them back', async () => {
    const { getAll, scripts } = start();
    getAll.mockResolvedValue({ origins: ['https://news.example/*', 'http://127.0.0.1/*'] });
    await fakeBrowser.runtime.onInstalled.trigger({ reason: 'update', temporary: false });
    await vi.waitFor(() =>
      expect(scripts.registerContentScripts).toHaveBeenCalledWith([
        expect.objectContaining({ matches: ['https://news.example/*'] }),
      ]),
    );
  });

  it('a site that is given up loses its script', async () => {
    const { removed, scripts } = start();
    scripts.getRegisteredContentScripts.mockResolvedValue([{ id: 'sites' }]);
    removed.fire();
    await vi.waitFor(() => expect(scripts.unregisterContentScripts).toHaveBeenCalledWith({ ids: ['sites'] }));
    expect(scripts.registerContentScripts).not.toHaveBeenCalled();
  });
});

describe('where the browser keeps extensions out', () => {
  it.each([
    ['a document in the PDF viewer', 'https://court.example/ruling.PDF?page=2'],
    ['a page of the browser', 'chrome://settings/'],
    ['the store', 'https://chromewebstore.google.com/detail/x'],
  ])('%s, the side panel opens in the click itself, with what the menu saw', async (_what, url) => {
    const { menu_clicked, open, executeScript } = start();
    menu_clicked.fire({ menuItemId: 'find-context', selectionText: 'One.', frameId: 0 }, { id: 7, url });
    expect(open).toHaveBeenCalledExactlyOnceWith({ tabId: 7 });
    expect(await askFrom(7, { kind: 'panel_opened' })).toEqual({
      kind: 'find_context',
      menu_text: 'One.',
      is_in_frame: false,
    });
    expect(await askFrom(7, { kind: 'panel_opened' })).toBeNull();
    expect(executeScript).not.toHaveBeenCalled();
  });

  it('and the address does not tell, the next click opens it', async () => {
    const { command, open, executeScript } = start();
    executeScript.mockRejectedValue(new Error('Cannot access contents of the page'));
    command.fire('find-context', { id: 7, url: 'https://news.example/' });
    await vi.waitFor(async () => expect(await browser.action.getBadgeText({ tabId: 7 })).toBe('!'));
    expect(open).not.toHaveBeenCalled();
    command.fire('find-context', { id: 7, url: 'https://news.example/' });
    expect(open).toHaveBeenCalledOnce();
  });
});

describe('when a busy page refuses the sidebar at first', () => {
  it('it is tried again, and the reader notices nothing', async () => {
    const { executeScript, sendMessage, command } = start();
    executeScript.mockRejectedValueOnce(new Error('Cannot access contents of the page'));
    command.fire('find-context', { id: 7 });
    await vi.waitFor(() => expect(sendMessage).toHaveBeenCalledOnce());
    expect(executeScript).toHaveBeenCalledTimes(2);
    expect(await browser.action.getBadgeText({ tabId: 7 })).toBe('');
  });
});

describe('when a page asks the background', () => {
  it('it gets the answer and the address that gave it', async () => {
    start();
    expect(await askFrom(7, { kind: 'ask', request: REQUEST })).toEqual({
      kind: 'answered',
      address: ADDRESS,
      body: exampleAnswer(),
    });
  });

  it('the address is the one that the reader set', async () => {
    start();
    await browser.storage.local.set({ service_address: 'http://127.0.0.1:9000' });
    expect(await askFrom(7, { kind: 'ask', request: REQUEST })).toMatchObject({
      address: 'http://127.0.0.1:9000',
    });
  });

  it.each(['http://example.org', 42, null])('an address of %j in the storage is not used', async (stored) => {
    start();
    await browser.storage.local.set({ service_address: stored });
    expect(await askFrom(7, { kind: 'ask', request: REQUEST })).toMatchObject({ address: ADDRESS });
  });

  it('nothing of the question is stored', async () => {
    start();
    await askFrom(7, { kind: 'ask', request: REQUEST });
    expect(await browser.storage.local.get(null)).toEqual({});
  });

  it('it gets the failure by name', async () => {
    start();
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
    expect(await askFrom(7, { kind: 'ask', request: REQUEST })).toEqual({
      kind: 'failed',
      failure: { kind: 'not_running', address: ADDRESS },
      address: ADDRESS,
    });
  });

  it('a newer question of the same tab cancels the older one, and leaves those of other tabs alone', async () => {
    start();
    const answers: (() => void)[] = [];
    vi.stubGlobal(
      'fetch',
      (_input: string, init: RequestInit) =>
        new Promise((resolve, reject) => {
          answers.push(() => resolve(Response.json(exampleAnswer())));
          init.signal?.addEventListener('abort', () => reject(init.signal?.reason));
        }),
    );
    const older = askFrom(7, { kind: 'ask', request: REQUEST });
    const elsewhere = askFrom(8, { kind: 'ask', request: REQUEST });
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    const newer = askFrom(7, { kind: 'ask', request: REQUEST });
    await vi.waitFor(() => expect(answers).toHaveLength(3));
    for (const answer of answers) answer();
    expect(await older).toEqual({ kind: 'failed', failure: { kind: 'cancelled' }, address: ADDRESS });
    expect(await elsewhere).toMatchObject({ kind: 'answered' });
    expect(await newer).toMatchObject({ kind: 'answered' });
  });

  it('a test of the connection goes to the address that is being tested', async () => {
    start();
    const index = readExamples().find(({ path }) => path === '/v1/index')?.response;
    const fetching = vi.fn((_input: string) => Promise.resolve(Response.json(index)));
    vi.stubGlobal('fetch', fetching);
    expect(
      await askFrom(7, { kind: 'test_service', address: 'http://127.0.0.1:9000', token: '' }),
    ).toMatchObject({
      body: index,
    });
    expect(fetching.mock.lastCall?.[0]).toBe('http://127.0.0.1:9000/v1/index');
  });
});
