/** Asking about an article part by part, so that its first marks come before its last sentence is looked up. */

import type { Failure } from '../errors';
import type { Article } from '../messages';
import type { ScanAnswer, ScanRequest } from '../service/contract';

export type AskedScan =
  | { readonly ok: true; readonly answer: ScanAnswer; readonly address: string }
  | { readonly ok: false; readonly failure: Failure; readonly address: string | null };

/** An article as it was read, with what can be done to its sentences on the page. */
export type Scannable = {
  readonly article: Article;
  /** Marks these sentences in the page's text. */
  readonly mark: (ids: readonly string[]) => void;
  /** Scrolls a sentence into view; nothing happens to one that can't be found. */
  readonly goTo: (id: string) => void;
};

export type Scanning = {
  /** Whether the page is one that a reader who has every article checked would want checked. */
  readonly looksLikeArticle: () => boolean;
  /** Null where the page has no article. Marks and listeners go when the signal aborts. */
  readonly read: (heard: Heard, signal: AbortSignal) => Scannable | null;
  readonly ask: (request: ScanRequest, signal: AbortSignal) => Promise<AskedScan>;
};

/** What the page reports while its article is marked. */
export type Heard = {
  readonly markClicked: (id: string) => void;
  /** All sentences that can't be found on the page now. */
  readonly sentencesLost: (ids: readonly string[]) => void;
};

/** The first part is small, so that something shows soon; larger ones after it cost fewer requests. */
const FIRST_PART = 8;
const LATER_PARTS = 48;

export function partsOf({ request }: Article): readonly ScanRequest[] {
  const { sentences, ...rest } = request;
  const starts = [0];
  for (let start = FIRST_PART; start < sentences.length; start += LATER_PARTS) starts.push(start);
  return starts.map((start, position) => ({
    ...rest,
    sentences: sentences.slice(start, starts[position + 1]),
  }));
}

/** Asks part after part until one fails; returns that failure, or null at the end. */
export async function askInParts(
  ask: (part: ScanRequest) => Promise<AskedScan>,
  article: Article,
  signal: AbortSignal,
  onAnswer: (answer: ScanAnswer, address: string) => void,
): Promise<Failure | null> {
  for (const part of partsOf(article)) {
    const asked = await ask(part);
    if (signal.aborted) return { kind: 'cancelled' };
    if (!asked.ok) return asked.failure;
    onAnswer(asked.answer, asked.address);
  }
  return null;
}
