// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Question } from '../../extension/messages';
import { type Ask, type Asked, createSidebar } from '../../extension/sidebar/sidebar';
import { ENGLISH, exampleAnswer, STANDINGS } from './examples';

const ADDRESS = 'http://127.0.0.1:8765';

function question(text: string): Question {
  const sentences = [
    { id: 's1', text },
    { id: 's2', text: 'Two.' },
  ];
  return { request: { sentences, page: {} }, left_out: 0, is_cut: false };
}

/** A way of asking whose answers come when the test says so, in any order. */
function askByHand() {
  const waiting: { readonly signal: AbortSignal; readonly reply: (asked: Asked) => void }[] = [];
  const ask = (_request: unknown, signal: AbortSignal) =>
    new Promise<Asked>((reply) => void waiting.push({ signal, reply }));
  return { ask, waiting };
}

function hosts(): NodeListOf<Element> {
  return document.querySelectorAll('sidelight-sidebar');
}

function inside(selector: string): HTMLElement | null {
  return hosts()[0]?.shadowRoot?.querySelector(selector) ?? null;
}

const ANSWER: Asked = { ok: true, answer: exampleAnswer(), address: ADDRESS };
const FAILURE: Asked = { ok: false, failure: { kind: 'not_running', address: ADDRESS } };

beforeEach(() => {
  document.body.innerHTML = '<button id="before">Where the focus was</button><p id="text">Some text.</p>';
  HTMLElement.prototype.showPopover ??= () => {};
});

describe('the sidebar', () => {
  it('opens at once and busy, before there is an answer', () => {
    void createSidebar(ENGLISH, askByHand().ask, null, STANDINGS).lookUp(question('One.'));
    expect(inside('.sentence-text')?.textContent).toBe('One. Two.');
    expect(inside('.busy')).not.toBeNull();
  });

  it('shows the answer when it comes and announces the count', async () => {
    await createSidebar(ENGLISH, () => Promise.resolve(ANSWER), null, STANDINGS).lookUp(question('One.'));
    expect(inside('.match')).not.toBeNull();
    expect(inside('[role="status"]')?.textContent).toBe('1 match found.');
  });

  it('is a labelled landmark, one a page', async () => {
    const sidebar = createSidebar(ENGLISH, () => Promise.resolve(ANSWER), null, STANDINGS);
    await sidebar.lookUp(question('One.'));
    await sidebar.lookUp(question('One.'));
    expect(hosts()).toHaveLength(1);
    expect(inside('aside')?.getAttribute('aria-label')).toBe('Sidelight: context for your selection');
  });

  it('removes what an earlier copy of the extension left on the page', () => {
    document.body.append(document.createElement('sidelight-sidebar'));
    void createSidebar(ENGLISH, askByHand().ask, null, STANDINGS).lookUp(null);
    expect(hosts()).toHaveLength(1);
    expect(inside('h3')?.textContent).toBe('Select a sentence first');
  });

  it('drops the answer to an older question and cancels it', async () => {
    const { ask, waiting } = askByHand();
    const sidebar = createSidebar(ENGLISH, ask, null, STANDINGS);
    const older = sidebar.lookUp(question('One.'));
    const newer = sidebar.lookUp(question('Another.'));
    expect(waiting[0]?.signal.aborted).toBe(true);
    waiting[1]?.reply(FAILURE);
    await newer;
    waiting[0]?.reply(ANSWER);
    await older;
    expect(inside('.match')).toBeNull();
    expect(inside('.sentence-text')?.textContent).toBe('Another. Two.');
  });

  it('asks the same again when told to', async () => {
    const ask = vi.fn<Ask>(() => Promise.resolve(FAILURE));
    await createSidebar(ENGLISH, ask, null, STANDINGS).lookUp(question('One.'));
    ask.mockResolvedValue(ANSWER);
    inside('.retry')?.click();
    await vi.waitFor(() => expect(inside('.match')).not.toBeNull());
    expect(ask.mock.calls).toHaveLength(2);
    expect(ask.mock.calls[1]).toMatchObject([question('One.').request, {}]);
  });

  it('takes the focus, and gives it back with the selection when it closes', async () => {
    const before = document.querySelector<HTMLElement>('#before');
    before?.focus();
    const text = document.querySelector('#text');
    if (text !== null) document.getSelection()?.selectAllChildren(text);
    const sidebar = createSidebar(ENGLISH, () => Promise.resolve(ANSWER), null, STANDINGS);
    await sidebar.lookUp(question('One.'));
    expect(document.activeElement?.localName).toBe('sidelight-sidebar');
    document.getSelection()?.removeAllRanges();
    sidebar.close();
    expect(document.activeElement).toBe(before);
    expect(document.getSelection()?.toString()).toBe('Some text.');
  });

  it.each([
    ['Escape inside it', () => press(inside('aside'), 'Escape')],
    ['Escape on the page', () => press(document.body, 'Escape')],
    ['its close button', () => inside('.close')?.click()],
  ])('closes on %s and stops what is under way', async (_way, act) => {
    const { ask, waiting } = askByHand();
    void createSidebar(ENGLISH, ask, null, STANDINGS).lookUp(question('One.'));
    act();
    expect(hosts()).toHaveLength(0);
    expect(waiting[0]?.signal.aborted).toBe(true);
  });

  it('stays open if the page used Escape for something of its own', () => {
    void createSidebar(ENGLISH, askByHand().ask, null, STANDINGS).lookUp(question('One.'));
    document.body.addEventListener('keydown', (event) => event.preventDefault(), { once: true });
    press(document.body, 'Escape');
    expect(hosts()).toHaveLength(1);
  });

  it('keeps what is typed in it from the page', () => {
    const heard = vi.fn();
    document.addEventListener('keydown', heard);
    void createSidebar(ENGLISH, askByHand().ask, null, STANDINGS).lookUp(question('One.'));
    press(inside('aside'), 'j');
    document.removeEventListener('keydown', heard);
    expect(heard).not.toHaveBeenCalled();
  });
});

function press(target: Element | null, key: string): void {
  target?.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }),
  );
}
