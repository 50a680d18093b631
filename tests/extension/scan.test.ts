// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { NOTHING_KEPT } from '../../extension/kept';
import type { Article } from '../../extension/messages';
import type { ScanAnswer, ScanRequest, ScanResult } from '../../extension/service/contract';
import { reduceScan, type ScanState, sentencesWithContext } from '../../extension/sidebar/scan';
import { type AskedScan, type Heard, partsOf, type Scanning } from '../../extension/sidebar/scanning';
import { createSidebar } from '../../extension/sidebar/sidebar';
import { ENGLISH, exampleAnswer, exampleMatch, memoryKeeper, STANDINGS } from './examples';

const ADDRESS = 'http://127.0.0.1:8765';

function article(total: number): Article {
  const sentences = Array.from({ length: total }, (_, position) => ({
    id: `a${position + 1}`,
    text: `Sentence number ${position + 1} of the article.`,
  }));
  return { request: { sentences, page: { language: 'en' } }, left_out: 0 };
}

function result(id: string, status: ScanResult['status']): ScanResult {
  return { id, status, check_worthiness: 0.5, matches: status === 'matched' ? [exampleMatch()] : [] };
}

function answer(...results: readonly ScanResult[]): ScanAnswer {
  return { index: exampleAnswer().index, results, took_ms: 1 };
}

function begun(total: number): ScanState {
  const state = reduceScan(
    { phase: 'no_selection' },
    { kind: 'scan_began', run: 1, article: article(total) },
  );
  if (state.phase !== 'scan') throw new Error('The scan did not begin.');
  return state;
}

describe('the state of a scan', () => {
  it('holds the sentences in reading order, whatever the order of the answer', () => {
    const state = reduceScan(begun(3), {
      kind: 'scan_answered',
      run: 1,
      answer: answer(result('a3', 'matched'), result('a1', 'matched'), result('a2', 'not_a_claim')),
      address: ADDRESS,
    }) as ScanState;
    expect(state.sentences.map(({ id, status }) => [id, status])).toEqual([
      ['a1', 'matched'],
      ['a2', 'not_a_claim'],
      ['a3', 'matched'],
    ]);
    expect(sentencesWithContext(state).map(({ id }) => id)).toEqual(['a1', 'a3']);
  });

  it('keeps what was found when a later part fails', () => {
    const found = reduceScan(begun(2), {
      kind: 'scan_answered',
      run: 1,
      answer: answer(result('a1', 'matched')),
      address: ADDRESS,
    });
    const failure = { kind: 'not_running', address: ADDRESS } as const;
    const over = reduceScan(found, { kind: 'scan_ended', run: 1, failure });
    expect(over).toMatchObject({
      is_over: true,
      failure,
      sentences: [{ status: 'matched' }, { status: 'waiting' }],
    });
  });

  it('ignores the answer to an earlier scan, and that it was cancelled', () => {
    const state = begun(1);
    const late = {
      kind: 'scan_answered',
      run: 0,
      answer: answer(result('a1', 'matched')),
      address: ADDRESS,
    } as const;
    expect(reduceScan(state, late)).toBe(state);
    expect(reduceScan(state, { kind: 'scan_ended', run: 1, failure: { kind: 'cancelled' } })).toBe(state);
  });

  it('knows which sentences are lost now, and that others were found again', () => {
    const lost = reduceScan(begun(2), { kind: 'sentences_lost', ids: ['a1'] });
    const other = reduceScan(lost, { kind: 'sentences_lost', ids: ['a2'] });
    expect((other as ScanState).sentences.map(({ is_lost }) => is_lost)).toEqual([false, true]);
  });

  it('remembers which mark was clicked', () => {
    expect(reduceScan(begun(2), { kind: 'mark_clicked', id: 'a2' })).toMatchObject({ chosen: 'a2' });
  });
});

describe('an article is asked about in parts', () => {
  it('a small one first, all sentences once and in order', () => {
    const parts = partsOf(article(100));
    expect(parts.map(({ sentences }) => sentences.length)).toEqual([8, 48, 44]);
    expect(parts.flatMap(({ sentences }) => sentences)).toEqual(article(100).request.sentences);
    expect(parts.every(({ page }) => page.language === 'en')).toBe(true);
  });
});

describe('checking an article', () => {
  /** A page whose article is marked by hand, and a service whose answers come when the test says so. */
  function page(total: number) {
    const waiting: { readonly request: ScanRequest; readonly reply: (asked: AskedScan) => void }[] = [];
    const mark = vi.fn();
    const goTo = vi.fn();
    let heard: Heard | null = null;
    let signal: AbortSignal | null = null;
    const scanning: Scanning = {
      looksLikeArticle: () => total > 0,
      read: (listener, until) => {
        heard = listener;
        signal = until;
        return total === 0 ? null : { article: article(total), mark, goTo };
      },
      ask: (request) => new Promise((reply) => void waiting.push({ request, reply })),
    };
    return { scanning, waiting, mark, goTo, heard: () => heard, signal: () => signal };
  }

  const noContext = () => Promise.reject(new Error('No sentence was selected.'));

  function inside(selector: string): HTMLElement | null {
    return document.querySelector('sidelight-sidebar')?.shadowRoot?.querySelector(selector) ?? null;
  }

  function reply(request: ScanRequest, matched: readonly string[]): AskedScan {
    const results = request.sentences.map(({ id }) =>
      result(id, matched.includes(id) ? 'matched' : 'nothing_found'),
    );
    return { ok: true, answer: answer(...results), address: ADDRESS };
  }

  beforeEach(() => {
    document.body.innerHTML = '<p>Some text.</p>';
    HTMLElement.prototype.showPopover ??= () => {};
  });

  it('marks what each part finds as it comes, and says how far it is', async () => {
    const { scanning, waiting, mark } = page(20);
    const checking = createSidebar(
      ENGLISH,
      noContext,
      scanning,
      STANDINGS,
      memoryKeeper().keeper,
    ).checkArticle();
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    expect(inside('.progress p')?.textContent).toBe('Looked up 0 of 20 sentences.');
    const [first] = waiting;
    first?.reply(reply(first.request, ['a2']));
    await vi.waitFor(() => expect(waiting).toHaveLength(2));
    expect(mark).toHaveBeenCalledExactlyOnceWith(['a2']);
    expect(inside('.progress p')?.textContent).toBe('Looked up 8 of 20 sentences.');
    const second = waiting[1];
    second?.reply(reply(second.request, []));
    await checking;
    expect(inside('.progress p')?.textContent).toBe('Looked up 20 sentences.');
  });

  it('leads from an entry to its sentence on the page', async () => {
    const { scanning, waiting, goTo } = page(2);
    const checking = createSidebar(
      ENGLISH,
      noContext,
      scanning,
      STANDINGS,
      memoryKeeper().keeper,
    ).checkArticle();
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    const [part] = waiting;
    part?.reply(reply(part.request, ['a1']));
    await checking;
    inside('.result .sentence-text')?.click();
    expect(goTo).toHaveBeenCalledExactlyOnceWith('a1');
  });

  it('says so where the page has no article', async () => {
    const { scanning, waiting } = page(0);
    await createSidebar(ENGLISH, noContext, scanning, STANDINGS, memoryKeeper().keeper).checkArticle();
    expect(inside('h3')?.textContent).toBe('No article found here');
    expect(waiting).toHaveLength(0);
  });

  describe('without being asked, on a site of the reader’s choice', () => {
    beforeEach(() => {
      for (const sidebar of document.querySelectorAll('sidelight-sidebar')) sidebar.remove();
    });

    it('leaves the focus where the reader has it', async () => {
      document.body.innerHTML = '<input>';
      const field = document.querySelector('input');
      field?.focus();
      const { scanning, waiting } = page(2);
      const sidebar = createSidebar(ENGLISH, noContext, scanning, STANDINGS, memoryKeeper().keeper);
      void sidebar.checkUnasked();
      await vi.waitFor(() => expect(waiting).toHaveLength(1));
      expect(document.activeElement).toBe(field);
      void sidebar.checkArticle();
      expect(document.activeElement?.localName).toBe('sidelight-sidebar');
    });

    it.each([
      ['on a page that is no article', 0, NOTHING_KEPT],
      ['on a muted site', 2, { ...NOTHING_KEPT, muted_sites: ['news.example'] }],
    ])('does not even open %s', async (_where, total, kept) => {
      const { scanning, waiting } = page(total);
      await createSidebar(ENGLISH, noContext, scanning, STANDINGS, memoryKeeper(kept).keeper).checkUnasked();
      expect(document.querySelector('sidelight-sidebar')).toBeNull();
      expect(waiting).toHaveLength(0);
    });
  });

  it('says which sentence could not be found again', async () => {
    const { scanning, waiting, heard } = page(1);
    const checking = createSidebar(
      ENGLISH,
      noContext,
      scanning,
      STANDINGS,
      memoryKeeper().keeper,
    ).checkArticle();
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    const [part] = waiting;
    part?.reply(reply(part.request, ['a1']));
    await checking;
    heard()?.sentencesLost(['a1']);
    expect(inside('.result > .limit')?.textContent).toMatch('could not be found again');
  });

  it('takes its marks away and asks no further once the sidebar is closed', async () => {
    const { scanning, waiting, signal } = page(20);
    const sidebar = createSidebar(ENGLISH, noContext, scanning, STANDINGS, memoryKeeper().keeper);
    const checking = sidebar.checkArticle();
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    sidebar.close();
    expect(signal()?.aborted).toBe(true);
    const [first] = waiting;
    first?.reply(reply(first.request, ['a2']));
    await checking;
    expect(waiting).toHaveLength(1);
  });
});
