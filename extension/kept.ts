/** What the reader has the extension keep: whom not to show, where to stay quiet, and which matches were wrong. */

import { type Checked, list, orAbsent, record, text } from './check';

/** One document that was no answer to a sentence, as the reader saw it: theirs to keep, export and delete. */
const checkWrongMatch = record({
  sentence: text,
  document_id: text,
  claim: text,
  address: text,
  relation: text,
  generation: text,
  marked_on: text,
});

const checkStored = record({
  muted_publishers: orAbsent(list(text)),
  muted_sites: orAbsent(list(text)),
  quiet_on: orAbsent(text),
  wrong_matches: orAbsent(list(checkWrongMatch)),
});

export type WrongMatch = Checked<typeof checkWrongMatch>;

export type Kept = {
  /** The sites of publishers, as `review.publisher.site` has them. */
  readonly muted_publishers: readonly string[];
  /** The host names of pages. */
  readonly muted_sites: readonly string[];
  /** The day, as the reader's clock has it, on which nothing is looked up: "2011-07-13". */
  readonly quiet_on: string | null;
  /** The newest last. */
  readonly wrong_matches: readonly WrongMatch[];
};

export const NOTHING_KEPT: Kept = {
  muted_publishers: [],
  muted_sites: [],
  quiet_on: null,
  wrong_matches: [],
};

/** Reads what is stored, key by key; what was never stored is empty. Throws a Mismatch. */
export function checkKept(value: unknown, path: string): Kept {
  const stored = checkStored(value, path);
  return {
    muted_publishers: stored.muted_publishers ?? [],
    muted_sites: stored.muted_sites ?? [],
    quiet_on: stored.quiet_on,
    wrong_matches: stored.wrong_matches ?? [],
  };
}

/** What the reader does to what is kept, each with its undoing. */
export type Keeping =
  | { readonly kind: 'publisher_muted' | 'publisher_unmuted'; readonly site: string }
  | { readonly kind: 'site_muted' | 'site_unmuted'; readonly site: string }
  | { readonly kind: 'quiet_until_tomorrow'; readonly day: string }
  | { readonly kind: 'quiet_no_more' }
  | { readonly kind: 'match_marked_wrong'; readonly match: WrongMatch }
  | {
      readonly kind: 'match_unmarked';
      readonly match: { readonly sentence: string; readonly document_id: string };
    };

export function keep(kept: Kept, keeping: Keeping): Kept {
  switch (keeping.kind) {
    case 'publisher_muted':
      return { ...kept, muted_publishers: withOne(kept.muted_publishers, keeping.site) };
    case 'publisher_unmuted':
      return { ...kept, muted_publishers: without(kept.muted_publishers, keeping.site) };
    case 'site_muted':
      return { ...kept, muted_sites: withOne(kept.muted_sites, keeping.site) };
    case 'site_unmuted':
      return { ...kept, muted_sites: without(kept.muted_sites, keeping.site) };
    case 'quiet_until_tomorrow':
      return { ...kept, quiet_on: keeping.day };
    case 'quiet_no_more':
      return { ...kept, quiet_on: null };
    case 'match_marked_wrong':
      return { ...kept, wrong_matches: [...others(kept, keeping.match), keeping.match] };
    case 'match_unmarked':
      return { ...kept, wrong_matches: others(kept, keeping.match) };
  }
}

export function isMarkedWrong(kept: Kept, sentence: string, document_id: string): boolean {
  return kept.wrong_matches.some((wrong) => wrong.sentence === sentence && wrong.document_id === document_id);
}

/** Why Sidelight stays quiet on a site on a day; null if it does not. `site` is null for what has no host name. */
export function quietReason(kept: Kept, site: string | null, today: string): 'site' | 'today' | null {
  if (kept.quiet_on === today) return 'today';
  return site !== null && kept.muted_sites.includes(site) ? 'site' : null;
}

/** "2011-07-13" by the clock on the reader's wall, which is where a day ends. */
export function dayOf(moment: Date): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `${moment.getFullYear()}-${part(moment.getMonth() + 1)}-${part(moment.getDate())}`;
}

function others(
  { wrong_matches }: Kept,
  { sentence, document_id }: { sentence: string; document_id: string },
) {
  return wrong_matches.filter((wrong) => wrong.sentence !== sentence || wrong.document_id !== document_id);
}

function withOne(list_of: readonly string[], one: string): readonly string[] {
  return list_of.includes(one) ? list_of : [...list_of, one];
}

function without(list_of: readonly string[], one: string): readonly string[] {
  return list_of.filter((each) => each !== one);
}
