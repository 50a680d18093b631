// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AS_SHIPPED } from '../../extension/choices';
import { keep, NOTHING_KEPT } from '../../extension/kept';
import type { Question } from '../../extension/messages';
import { type Ask, type Asked, createSidebar } from '../../extension/sidebar/sidebar';
import { ENGLISH, exampleAnswer, memoryKeeper, STANDINGS } from './examples';

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
const FAILURE: Asked = { ok: false, failure: { kind: 'not_running', address: ADDRESS }, address: ADDRESS };

beforeEach(() => {
  document.body.innerHTML = '<button id="before">Where the focus was</button><p id="text">Some text.</p>';
  HTMLElement.prototype.showPopover ??= () => {};
});

describe('the sidebar', () => {
  it('opens at once and busy, before there is an answer', () => {
    void createSidebar(ENGLISH, askByHand().ask, null, STANDINGS, memoryKeeper().keeper).lookUp(
      question('One.'),
    );
    expect(inside('.sentence-text')?.textContent).toBe('One. Two.');
    expect(inside('.busy')).not.toBeNull();
  });

  it('shows the answer when it comes and announces the count', async () => {
    await createSidebar(
      ENGLISH,
      () => Promise.resolve(ANSWER),
      null,
      STANDINGS,
      memoryKeeper().keeper,
    ).lookUp(question('One.'));
    expect(inside('.match')).not.toBeNull();
    expect(inside('[role="status"]')?.textContent).toBe('2 documents found.');
  });

  it('is a labelled landmark, one a page', async () => {
    const sidebar = createSidebar(
      ENGLISH,
      () => Promise.resolve(ANSWER),
      null,
      STANDINGS,
      memoryKeeper().keeper,
    );
    await sidebar.lookUp(question('One.'));
    await sidebar.lookUp(question('One.'));
    expect(hosts()).toHaveLength(1);
    expect(inside('aside')?.getAttribute('aria-label')).toBe('Sidelight: context for your selection');
  });

  it('removes what an earlier copy of the extension left on the page', () => {
    document.body.append(document.createElement('sidelight-sidebar'));
    void createSidebar(ENGLISH, askByHand().ask, null, STANDINGS, memoryKeeper().keeper).lookUp(null);
    expect(hosts()).toHaveLength(1);
    expect(inside('h3')?.textContent).toBe('Select a sentence first');
  });

  it('drops the answer to an older question and cancels it', async () => {
    const { ask, waiting } = askByHand();
    const sidebar = createSidebar(ENGLISH, ask, null, STANDINGS, memoryKeeper().keeper);
    const older = sidebar.lookUp(question('One.'));
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    const newer = sidebar.lookUp(question('Another.'));
    await vi.waitFor(() => expect(waiting).toHaveLength(2));
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
    await createSidebar(ENGLISH, ask, null, STANDINGS, memoryKeeper().keeper).lookUp(question('One.'));
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
    const sidebar = createSidebar(
      ENGLISH,
      () => Promise.resolve(ANSWER),
      null,
      STANDINGS,
      memoryKeeper().keeper,
    );
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
    void createSidebar(ENGLISH, ask, null, STANDINGS, memoryKeeper().keeper).lookUp(question('One.'));
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    act();
    expect(hosts()).toHaveLength(0);
    expect(waiting[0]?.signal.aborted).toBe(true);
  });

  it('stays open if the page used Escape for something of its own', () => {
    void createSidebar(ENGLISH, askByHand().ask, null, STANDINGS, memoryKeeper().keeper).lookUp(
      question('One.'),
    );
    document.body.addEventListener('keydown', (event) => event.preventDefault(), { once: true });
    press(document.body, 'Escape');
    expect(hosts()).toHaveLength(1);
  });

  it('keeps what is typed in it from the page', () => {
    const heard = vi.fn();
    document.addEventListener('keydown', heard);
    void createSidebar(ENGLISH, askByHand().ask, null, STANDINGS, memoryKeeper().keeper).lookUp(
      question('One.'),
    );
    press(inside('aside'), 'j');
    document.removeEventListener('keydown', heard);
    expect(heard).not.toHaveBeenCalled();
  });
});

describe('what was sent', () => {
  it('is listed exactly, with where it went', async () => {
    const { keeper } = memoryKeeper(NOTHING_KEPT, { ...AS_SHIPPED, certainty: 'sure', languages: ['en'] });
    const ask = vi.fn<Ask>(() => Promise.resolve(ANSWER));
    await createSidebar(ENGLISH, ask, null, STANDINGS, keeper).lookUp(question('One.'));
    inside('.turn')?.click();
    const request = { ...question('One.').request, min_probability: 0.9, languages: ['en'] };
    expect(ask.mock.calls[0]?.[0]).toEqual(request);
    expect(JSON.parse(inside('.request pre')?.textContent ?? '')).toEqual(request);
    expect(inside('.request h4')?.textContent).toMatch('to 127.0.0.1:8765/v1/context on this computer');
    expect(inside('.request dd')?.textContent).toBe('One.');
  });

  it('is nothing before the reader asks', async () => {
    await createSidebar(ENGLISH, askByHand().ask, null, STANDINGS, memoryKeeper().keeper).lookUp(null);
    inside('.turn')?.click();
    expect(inside('.sent')?.textContent).toMatch('Nothing has left this page.');
    inside('.turn')?.click();
    expect(inside('h3')?.textContent).toBe('Select a sentence first');
  });

  it('and what is kept go with one button', async () => {
    const { keeper, memory } = memoryKeeper(
      keep(NOTHING_KEPT, { kind: 'publisher_muted', site: 'a.example' }),
    );
    await createSidebar(ENGLISH, () => Promise.resolve(ANSWER), null, STANDINGS, keeper).lookUp(
      question('One.'),
    );
    inside('.turn')?.click();
    expect(inside('.muted li')?.textContent).toMatch('a.example');
    inside('.wipe')?.click();
    await vi.waitFor(() => expect(inside('.muted')).toBeNull());
    expect(memory.kept).toEqual(NOTHING_KEPT);
    expect(inside('.request')).toBeNull();
    expect(inside('[role="status"]')?.textContent).toBe('Wiped. Nothing is kept any more.');
  });
});

describe('where the reader wants quiet', () => {
  const muted = keep(NOTHING_KEPT, { kind: 'site_muted', site: 'news.example' });

  it('nothing is asked, and it is said why', async () => {
    const { ask, waiting } = askByHand();
    await createSidebar(ENGLISH, ask, null, STANDINGS, memoryKeeper(muted).keeper).lookUp(question('One.'));
    expect(inside('h3')?.textContent).toBe('Sidelight is quiet on this site');
    expect(waiting).toHaveLength(0);
  });

  it('one sentence can be looked up all the same, and the quiet goes on', async () => {
    const { keeper, memory } = memoryKeeper(muted);
    await createSidebar(ENGLISH, () => Promise.resolve(ANSWER), null, STANDINGS, keeper).lookUp(
      question('One.'),
    );
    inside('.once')?.click();
    await vi.waitFor(() => expect(inside('.match')).not.toBeNull());
    expect(memory.kept).toEqual(muted);
  });

  it('the quiet can be ended, and the question is asked', async () => {
    const { keeper, memory } = memoryKeeper(muted);
    await createSidebar(ENGLISH, () => Promise.resolve(ANSWER), null, STANDINGS, keeper).lookUp(
      question('One.'),
    );
    inside('.end-quiet')?.click();
    await vi.waitFor(() => expect(inside('.match')).not.toBeNull());
    expect(memory.kept).toEqual(NOTHING_KEPT);
  });
});

describe('a document that the reader', () => {
  async function answered() {
    const { keeper, memory } = memoryKeeper();
    await createSidebar(ENGLISH, () => Promise.resolve(ANSWER), null, STANDINGS, keeper).lookUp(
      question('One.'),
    );
    return memory;
  }

  it('marks as wrong goes, is kept with its sentence, and comes back', async () => {
    const memory = await answered();
    const id = inside('.match')?.dataset.documentId;
    inside('.wrong')?.click();
    expect(memory.kept.wrong_matches).toMatchObject([{ sentence: 'One.', document_id: id }]);
    expect(inside('.match')?.dataset.documentId).not.toBe(id);
    expect(inside('.hidden')?.textContent).toMatch('Marked as not about this sentence');
    inside('.hidden button')?.click();
    expect(inside('.match')?.dataset.documentId).toBe(id);
    expect(memory.kept).toEqual(NOTHING_KEPT);
  });

  it('does not want to see a publisher of goes, and it is said how many', async () => {
    const memory = await answered();
    inside('.mute')?.click();
    expect(memory.kept.muted_publishers).toEqual(['ipsnews.net']);
    expect(inside('.hidden')?.textContent).toMatch('1 document from a publisher');
    expect(inside('[role="status"]')?.textContent).toBe('1 of 2 shown');
  });

  it('filters out goes, and the focus stays on the filter', async () => {
    await answered();
    const box = inside('#kind-analysis') as HTMLInputElement;
    box.focus();
    box.click();
    expect(inside('.also')).toBeNull();
    expect(hosts()[0]?.shadowRoot?.activeElement?.id).toBe('kind-analysis');
    expect(inside('[role="status"]')?.textContent).toBe('1 of 2 shown');
  });
});

it('the connection is always said', async () => {
  const { ask, waiting } = askByHand();
  const sidebar = createSidebar(ENGLISH, ask, null, STANDINGS, memoryKeeper().keeper);
  void sidebar.lookUp(question('One.'));
  expect(inside('.connection')?.textContent).toBe('Nothing asked yet');
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  waiting[0]?.reply(FAILURE);
  await vi.waitFor(() =>
    expect(inside('.connection')?.textContent).toBe('Not connected: The Sidelight service is not running'),
  );
  void sidebar.lookUp(question('One.'));
  await vi.waitFor(() => expect(waiting).toHaveLength(2));
  waiting[1]?.reply(ANSWER);
  await vi.waitFor(() => expect(inside('.connection')?.textContent).toBe('Connected: 572 documents'));
});

function press(target: Element | null, key: string): void {
  target?.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }),
  );
}
