/** What everything that renders is handed: the words to say, and what the reader's presses do. */

import type { Keeping } from '../kept';
import type { Phrasebook } from '../phrasebook';
import type { RelatedMatch } from '../service/contract';
import type { Arrangement } from './arrangement';
import type { Pane } from './desk';

export type Actions = {
  readonly retry: () => void;
  /** The host name of the page; null where it has none. */
  readonly site: string | null;
  /** Looks up what was held back because the reader wanted quiet. */
  readonly lookUpAnyway: () => void;
  readonly endQuiet: () => void;
  readonly quietToday: () => void;
  /** Null where whole articles can't be checked. */
  readonly checkArticle: (() => void) | null;
  /** Shows a sentence of the scanned article on the page. */
  readonly goTo: (id: string) => void;
  readonly arrange: (arrangement: Arrangement) => void;
  readonly markWrong: (sentence: string, match: RelatedMatch) => void;
  readonly keep: (keeping: Keeping) => void;
  readonly turnTo: (pane: Pane) => void;
  /** Removes all that is stored, here and in the extension's options. */
  readonly wipe: () => void;
  /** Says something to a screen reader. */
  readonly announce: (text: string) => void;
};

export type Tools = { readonly book: Phrasebook; readonly act: Actions };
