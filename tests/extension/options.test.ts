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

async function openPage(reply: Reply = { kind: 'failed', failure: { kind: 'disconnected' } }) {
  const ask = vi.fn(() => Promise.resolve(reply));
  fakeBrowser.runtime.sendMessage = ask as typeof fakeBrowser.runtime.sendMessage;
  document.body.innerHTML = /<main>.*<\/main>/s.exec(readFileSync(PAGE, 'utf8'))?.[0] ?? '';
  vi.resetModules();
  await import('../../extension/entrypoints/options/main');
  return ask;
}

function save(typed: string): void {
  input().value = typed;
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
}

beforeEach(() => {
  fakeBrowser.reset();
  speakEnglish();
});

describe('the options page', () => {
  it('shows the default address, and stores nothing by being opened', async () => {
    await openPage();
    expect(input().value).toBe(ADDRESS);
    expect(await browser.storage.local.get(null)).toEqual({});
  });

  it('saves an address of this computer in its one form', async () => {
    await openPage();
    save('localhost:9000/');
    await vi.waitFor(() => expect(outcome()).toBe('Saved.'));
    expect(input().value).toBe('http://127.0.0.1:9000');
    expect(await browser.storage.local.get(null)).toEqual({ service_address: 'http://127.0.0.1:9000' });
  });

  it('refuses any other address with a reason, and keeps the stored one', async () => {
    await openPage();
    save('https://example.org');
    expect(outcome()).toBe('The address must begin with http://.');
    save('http://example.org');
    expect(outcome()).toMatch('on this computer only');
    expect(input().getAttribute('aria-invalid')).toBe('true');
    expect(await browser.storage.local.get(null)).toEqual({});
  });

  it('tests the connection to what is typed and says what is there', async () => {
    const body = readExamples().find(({ path }) => path === '/v1/index')?.response;
    const ask = await openPage({ kind: 'answered', address: ADDRESS, body });
    document.querySelector<HTMLButtonElement>('#test')?.click();
    await vi.waitFor(() => expect(outcome()).toBe('It works: 572 documents, index built 23 November 2026.'));
    expect(ask).toHaveBeenCalledExactlyOnceWith({ kind: 'test_service', address: ADDRESS });
  });

  it('names the failure of a test and how to mend it', async () => {
    await openPage({ kind: 'failed', failure: { kind: 'not_running', address: ADDRESS } });
    document.querySelector<HTMLButtonElement>('#test')?.click();
    await vi.waitFor(() => expect(outcome()).toMatch('The Sidelight service is not running.'));
    expect(outcome()).toMatch('make run');
  });
});
