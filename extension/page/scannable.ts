/**
 * An article and its marks on the live page: which sentences are marked, where they are now that the page has changed,
 * and the way from a click on a mark to its sentence and back.
 */

import type { Article } from '../messages';
import { findQuote, type Quote, quoteOf } from './anchors';
import { readArticle } from './article';
import { elementOf, type Flow, rangeOf, readWithin, spanOf } from './flow';
import { createHighlights } from './highlights';

/** Pages change in bursts; after one, the marks are looked over once. */
const SETTLE_MS = 250;
/** A page with a clock or a ticker never comes to rest; there they are looked over as often as this. */
const LONGEST_BURST_MS = 2_000;

export type Heard = {
  readonly markClicked: (id: string) => void;
  readonly sentencesLost: (ids: readonly string[]) => void;
};

export type Scannable = {
  readonly article: Article;
  readonly mark: (ids: readonly string[]) => void;
  readonly goTo: (id: string) => void;
};

type Anchor = { readonly quote: Quote; range: Range | null };

/** Reads the page's article; null if there is none. Everything that it starts ends when the signal aborts. */
export function readScannable(page: Document, heard: Heard, signal: AbortSignal): Scannable | null {
  const read = readArticle(page);
  if (read === null) return null;
  const anchors = anchorsOf(readWithin(page.body), read.ranges);
  const highlights = createHighlights(page, signal);
  const marked = new Set<string>();

  /** Looks again for what has moved; tells which sentences can't be found now. */
  function refresh(): void {
    const moved = [...anchors.values()].filter((anchor) => !isInPlace(anchor));
    if (moved.length === 0) return;
    const flow = readWithin(page.body);
    for (const anchor of moved) anchor.range = find(flow, anchor.quote);
    heard.sentencesLost([...anchors].filter(([, { range }]) => range === null).map(([id]) => id));
    show();
  }

  function show(): void {
    highlights.show([...marked].flatMap((id) => anchors.get(id)?.range ?? []));
  }

  function goTo(id: string): void {
    refresh();
    const range = anchors.get(id)?.range ?? null;
    highlights.setCurrent(range);
    if (range !== null) scrollTo(range);
  }

  watch(page, refresh, signal);
  page.addEventListener(
    'click',
    (event) => {
      const clicked = [...marked].find((id) => isUnder(event, anchors.get(id)?.range ?? null));
      if (clicked === undefined || !(page.getSelection()?.isCollapsed ?? true) || isOnLink(event)) return;
      highlights.setCurrent(anchors.get(clicked)?.range ?? null);
      heard.markClicked(clicked);
    },
    { signal },
  );

  return {
    article: read.article,
    mark(ids) {
      for (const id of ids) marked.add(id);
      show();
    },
    goTo,
  };
}

function anchorsOf(flow: Flow, ranges: ReadonlyMap<string, Range>): ReadonlyMap<string, Anchor> {
  return new Map(
    [...ranges].flatMap(([id, range]) => {
      const span = spanOf(flow, range);
      return span === null ? [] : [[id, { quote: quoteOf(flow.text, span), range }]];
    }),
  );
}

function find(flow: Flow, quote: Quote): Range | null {
  const span = findQuote(flow.text, quote);
  return span === null ? null : rangeOf(flow, span);
}

/** A range whose nodes were removed or rewritten has collapsed, or holds another text. */
function isInPlace({ range, quote }: Anchor): boolean {
  if (range === null) return false;
  return range.startContainer.isConnected && sameWords(range.toString(), quote.exact);
}

function sameWords(one: string, other: string): boolean {
  return one.replace(/\s+/g, '') === other.replace(/\s+/g, '');
}

function watch(page: Document, onSettled: () => void, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let began: number | null = null;
  const observer = new MutationObserver(() => {
    clearTimeout(timer);
    began ??= Date.now();
    const left_ms = began + LONGEST_BURST_MS - Date.now();
    timer = setTimeout(
      () => {
        began = null;
        onSettled();
      },
      Math.max(0, Math.min(SETTLE_MS, left_ms)),
    );
  });
  observer.observe(page.body, { childList: true, characterData: true, subtree: true });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
  });
}

function isUnder({ clientX, clientY }: MouseEvent, range: Range | null): boolean {
  return [...(range?.getClientRects() ?? [])].some(
    ({ left, right, top, bottom }) =>
      clientX >= left && clientX <= right && clientY >= top && clientY <= bottom,
  );
}

function isOnLink({ target }: MouseEvent): boolean {
  return target instanceof Element && target.closest('a[href], button, input, textarea, select') !== null;
}

/** To the block first, which also scrolls boxes within the page, then so far that the sentence itself is in view. */
function scrollTo(range: Range): void {
  const view = range.startContainer.ownerDocument?.defaultView;
  elementOf(range.startContainer)?.scrollIntoView({ block: 'center' });
  const { top, bottom } = range.getBoundingClientRect();
  if (view != null && (top < 0 || bottom > view.innerHeight)) view.scrollBy(0, top - view.innerHeight / 3);
}
