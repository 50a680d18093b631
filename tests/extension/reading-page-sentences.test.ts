// @vitest-environment happy-dom
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

const fetching = vi.fn<typeof fetch>(() => new Promise(() => {}));

function find(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`The page has no ${selector}.`);
  return found;
}

function select(selector: string): void {
  document.getSelection()?.selectAllChildren(find(selector));
  document.dispatchEvent(new Event('selectionchange'));
}

function press(target: EventTarget, init: KeyboardEventInit): void {
  target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));
}

/** What the sidebar says it is looking up; null if it isn't open. */
function lookedUp(): string | null {
  const shadow = document.querySelector('sidelight-sidebar')?.shadowRoot;
  return shadow?.querySelector('.sentence-text')?.textContent ?? null;
}

beforeAll(async () => {
  vi.stubGlobal('fetch', fetching);
  HTMLElement.prototype.showPopover ??= () => {};
  document.body.innerHTML = `
    <p id="outside">Text outside of the article.</p>
    <article>
      <p id="text">A sentence to select.</p>
      <p>Before. <span id="marked" data-sidelight-sentence>A marked sentence.</span> After.</p>
      <button id="sample" data-sidelight-sentence="A sentence given elsewhere.">Try it</button>
    </article>`;
  location.hash = '#a-secret-of-nine-words';
  await import('../../extension/reading-page/main');
});

beforeEach(() => {
  press(document.body, { key: 'Escape' });
  document.getSelection()?.removeAllRanges();
  document.dispatchEvent(new Event('selectionchange'));
  fetching.mockClear();
});

describe('the reading page', () => {
  it('asks nothing by itself, nor when something is merely selected', () => {
    select('#text');
    expect(fetching).not.toHaveBeenCalled();
  });

  it('offers a button behind the selected paragraph, and takes it away with the selection', () => {
    select('#text');
    expect(find('#text').nextElementSibling?.localName).toBe('sidelight-ask');
    document.getSelection()?.removeAllRanges();
    document.dispatchEvent(new Event('selectionchange'));
    expect(document.querySelector('sidelight-ask')).toBeNull();
  });

  it('offers no button outside of the article', () => {
    select('#outside');
    expect(document.querySelector('sidelight-ask')).toBeNull();
  });

  it('looks up the selection when the button is pressed, at its own origin', async () => {
    select('#text');
    find('sidelight-ask').shadowRoot?.querySelector('button')?.click();
    expect(lookedUp()).toBe('A sentence to select.');
    await vi.waitFor(() => expect(fetching).toHaveBeenCalledOnce());
    const [address, init] = fetching.mock.calls[0] ?? [];
    expect(address).toBe(`${location.origin}/v1/context`);
    expect(init?.headers).toMatchObject({ Authorization: 'Bearer a-secret-of-nine-words' });
    expect(init?.body).not.toContain('a-secret-of-nine-words');
  });

  it('looks up the selection on Ctrl+Enter', () => {
    select('#text');
    press(document.body, { key: 'Enter', ctrlKey: true });
    expect(lookedUp()).toBe('A sentence to select.');
  });

  it('looks up a marked sentence with what stands around it', async () => {
    find('#marked').click();
    expect(lookedUp()).toBe('A marked sentence.');
    await vi.waitFor(() => expect(fetching).toHaveBeenCalledOnce());
    const body = JSON.parse(String(fetching.mock.calls[0]?.[1]?.body)) as { sentences: unknown };
    expect(body.sentences).toMatchObject([{ text: 'A marked sentence.', after: 'After.' }]);
  });

  it.each(['Enter', ' '])('lets a marked sentence be reached and pressed without a mouse (%j)', (key) => {
    expect(find('#marked').tabIndex).toBe(0);
    expect(find('#marked').getAttribute('role')).toBe('button');
    press(find('#marked'), { key });
    expect(lookedUp()).toBe('A marked sentence.');
  });

  it('takes a click that ends a selection inside a marked sentence for a selection only', () => {
    select('#marked');
    find('#marked').click();
    expect(lookedUp()).toBeNull();
  });

  it('looks up the sentence that a button names, even while another is selected', () => {
    select('#text');
    find('#sample').click();
    expect(lookedUp()).toBe('A sentence given elsewhere.');
  });
});
