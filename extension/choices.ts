/** What the reader wants to be shown, as the options page keeps it and each question says it. */

import { type Checked, list, oneOf, orAbsent, record, text } from './check';
import { checkKind, type Kind, type Wishes } from './service/contract';

const CERTAINTIES = ['sure', 'usual', 'more'] as const;

export type Certainty = (typeof CERTAINTIES)[number];

export type Choices = {
  readonly certainty: Certainty;
  /** Only documents of these kinds, and in these languages; empty stands for all. */
  readonly kinds: readonly Kind[];
  readonly languages: readonly string[];
};

export const AS_SHIPPED: Choices = { certainty: 'usual', kinds: [], languages: [] };

const checkStored = record({
  certainty: orAbsent(oneOf(...CERTAINTIES)),
  kinds: orAbsent(list(checkKind)),
  languages: orAbsent(list(text)),
});

/** Reads what is stored; what was never chosen is as shipped. Throws a Mismatch. */
export function checkChoices(value: unknown, path: string): Choices {
  const stored: Checked<typeof checkStored> = checkStored(value, path);
  return {
    certainty: stored.certainty ?? AS_SHIPPED.certainty,
    kinds: stored.kinds ?? AS_SHIPPED.kinds,
    languages: stored.languages ?? AS_SHIPPED.languages,
  };
}

/**
 * The least probability that is asked for. `usual` leaves it to the service, whose threshold is measured. A higher one
 * for `sure` shows fewer wrong documents and misses more; a lower one for `more` the other way round.
 */
const LEAST_PROBABILITY: Readonly<Record<Certainty, number | null>> = { sure: 0.9, usual: null, more: 0.25 };

/** What a question says of it; nothing where all is as shipped. */
export function wishesOf({ certainty, kinds, languages }: Choices): Wishes {
  const least = LEAST_PROBABILITY[certainty];
  return {
    ...(least !== null && { min_probability: least }),
    ...(kinds.length > 0 && { kinds }),
    ...(languages.length > 0 && { languages }),
  };
}
