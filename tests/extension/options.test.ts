// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Reply } from '../../extension/messages';
import { speakEnglish } from './english-browser';
import { readExamples } from './examples';

const PAGE = join(import.meta.dirname, '../../extension/entrypoints/options/index.html');
const ADDRESS = 'http://127.0.0.1:8765';

function input(): HTMLInputElement {
  return document.querySelector('input') as HTMLInputElement;
}

function outcome(): string | undefined {
  return document.querySelector('#outcome')?.textContent;
}

/** The sites that the reader gave to the extension; the service's own address is in the manifest. */
let sites: readonly string[] = [];

async function openPage(reply: Reply = { kind: 'failed', failure: { kind: 'disconnected' }, address: null }) {
  const ask = vi.fn(() => Promise.resolve(reply));
  fakeBrowser.runtime.sendMessage = ask as typeof fakeBrowser.runtime.sendMessage;
  document.body.innerHTML = /<main>.*<\/main>/s.exec(readFileSync(PAGE, 'utf8'))?.[0] ?? '';
  Object.assign(fakeBrowser.commands, {
    getAll: () => Promise.resolve([{ name: 'find-context', shortcut: 'Ctrl+Shift+Y' }]),
  });
  const remove = vi.fn(() => Promise.resolve(true));
  Object.assign(fakeBrowser, { permissions: { getAll: () => Promise.resolve({ origins: sites }), remove } });
  vi.resetModules();
  await import('../../extension/entrypoints/options/main');
  return ask;
}

function tick(selector: string, is_on = true): void {
  const box = document.querySelector<HTMLInputElement>(selector);
  if (box === null) throw new Error(`There is no ${selector}.`);
  box.checked = is_on;
  box.dispatchEvent(new Event('change'));
}

function save(typed: string): void {
  input().value = typed;
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
}

beforeEach(() => {
  sites = ['http://127.0.0.1/*'];
  fakeBrowser.reset();
  speakEnglish();
});

const INDEX = readExamples().find(({ path }) => path === '/v1/index')?.response;
const THERE: Reply = { kind: 'answered', address: ADDRESS, body: INDEX };
const stored = () => browser.storage.local.get(null);

describe('the options page', () => {
  it('shows the default address, tries it, and stores nothing by being opened', async () => {
    const ask = await openPage(THERE);
    expect(input().value).toBe(ADDRESS);
    expect(ask).toHaveBeenCalledExactlyOnceWith({ kind: 'test_service', address: ADDRESS, token: '' });
    expect(document.querySelector('#connection')?.textContent).toBe('Connected: 572 documents');
    expect(await stored()).toEqual({});
  });

  it('says at its head that the service is not there', async () => {
    await openPage({ kind: 'failed', failure: { kind: 'not_running', address: ADDRESS }, address: ADDRESS });
    expect(document.querySelector('#connection')?.textContent).toBe(
      'Not connected: The Sidelight service is not running',
    );
  });

  it('saves an address of this computer in its one form, and the token with it', async () => {
    await openPage();
    const token = document.querySelector<HTMLInputElement>('#token') as HTMLInputElement;
    token.value = ' a-secret ';
    save('localhost:9000/');
    await vi.waitFor(() => expect(outcome()).toBe('Saved.'));
    expect(input().value).toBe('http://127.0.0.1:9000');
    expect(await stored()).toEqual({ service_address: 'http://127.0.0.1:9000', service_token: 'a-secret' });
    token.value = '';
    save('localhost:9000/');
    await vi.waitFor(async () =>
      expect(await stored()).toEqual({ service_address: 'http://127.0.0.1:9000' }),
    );
  });

  it('refuses any other address with a reason, and keeps the stored one', async () => {
    await openPage();
    save('https://example.org');
    expect(outcome()).toBe('The address must begin with http://.');
    save('http://example.org');
    expect(outcome()).toMatch('on this computer only');
    expect(input().getAttribute('aria-invalid')).toBe('true');
    expect(await stored()).toEqual({});
  });

  it('tests the connection to what is typed and says what is there', async () => {
    const ask = await openPage(THERE);
    input().value = 'localhost:9000';
    document.querySelector<HTMLButtonElement>('#test')?.click();
    await vi.waitFor(() => expect(outcome()).toBe('It works: 572 documents, index built 23 November 2026.'));
    expect(ask).toHaveBeenLastCalledWith({
      kind: 'test_service',
      address: 'http://127.0.0.1:9000',
      token: '',
    });
  });

  it('names the failure of a test and how to mend it', async () => {
    await openPage({ kind: 'failed', failure: { kind: 'not_running', address: ADDRESS }, address: ADDRESS });
    document.querySelector<HTMLButtonElement>('#test')?.click();
    await vi.waitFor(() => expect(outcome()).toMatch('The Sidelight service is not running.'));
    expect(outcome()).toMatch('make run');
  });

  it('keeps at once how sure it must be, and which kinds and languages are wanted', async () => {
    await openPage(THERE);
    tick('[name="certainty"][value="sure"]');
    tick('[name="kind"][value="correction"]');
    tick('[name="language"][value="pt"]');
    tick('[name="kind"][value="correction"]', false);
    await vi.waitFor(async () =>
      expect(await stored()).toEqual({ certainty: 'sure', kinds: [], languages: ['pt'] }),
    );
  });

  it('says which key asks', async () => {
    await openPage();
    expect(document.querySelector('#keys')?.textContent).toBe('Find context: Ctrl+Shift+Y');
  });

  it('lists what is kept, and wipes all of it with one button', async () => {
    await browser.storage.local.set({
      ...{ service_address: 'http://127.0.0.1:9000', certainty: 'sure', muted_publishers: ['a.example'] },
    });
    await openPage();
    expect(document.querySelector('.muted li')?.textContent).toMatch('a.example');
    document.querySelector<HTMLButtonElement>('.wipe')?.click();
    await vi.waitFor(() =>
      expect(document.querySelector('#wiped')?.textContent).toBe('Wiped. Nothing is kept any more.'),
    );
    expect(document.querySelector('.muted')).toBeNull();
    expect(await stored()).toEqual({});
  });
});

describe('the list of sites whose articles are always checked', () => {
  const place = () => document.querySelector('#sites');

  it('says how to add one while there is none', async () => {
    await openPage(THERE);
    expect(place()?.textContent).toMatch('The menu of the toolbar button');
  });

  it('shows those that the reader chose, and takes one back', async () => {
    sites = ['https://news.example/*', 'http://127.0.0.1/*', 'https://courier.example/*'];
    await openPage(THERE);
    const buttons = [...(place()?.querySelectorAll('button') ?? [])];
    expect(buttons.map(({ textContent }) => textContent)).toEqual([
      'No longer check courier.example',
      'No longer check news.example',
    ]);
    sites = ['https://courier.example/*'];
    buttons[1]?.click();
    expect(browser.permissions.remove).toHaveBeenCalledExactlyOnceWith({
      origins: ['https://news.example/*'],
    });
    await vi.waitFor(() => expect(place()?.querySelectorAll('button')).toHaveLength(1));
  });
});
