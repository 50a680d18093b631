/**
 * What passes between the extension and the service, each shape as a check from which its type follows.
 * The same shapes are pinned by tests/contract/*.json, which the service's own tests read too.
 */

import {
  type Checked,
  count,
  dictionary,
  flag,
  list,
  number,
  oneOf,
  orAbsent,
  orNull,
  partial,
  range,
  record,
  text,
} from '../check';

const STANCES = ['disputes', 'mixed', 'supports', 'context'] as const;

const sentence = (value: unknown, path: string) => ({
  ...record({ id: text, text })(value, path),
  ...partial({ before: text, after: text })(value, path),
});

const pageFacts = partial({ url: text, title: text, published: text, language: text });

export const KINDS = ['fact_check', 'counter_report', 'correction', 'official_finding', 'analysis'] as const;

export const checkKind = oneOf(...KINDS);

/** What the reader wants to be shown; the service's own threshold, and everything, where a field is left out. */
const checkWishes = partial({ min_probability: number, kinds: list(checkKind), languages: list(text) });

export const checkContextRequest = (value: unknown, path: string) => ({
  ...record({ sentences: list(sentence), page: pageFacts })(value, path),
  ...checkWishes(value, path),
});

/** Sentences of an article in reading order; each stands beside the others, so none brings what is around it. */
export const checkScanRequest = (value: unknown, path: string) => ({
  ...record({ sentences: list(record({ id: text, text })), page: pageFacts })(value, path),
  ...checkWishes(value, path),
});

const differences = record({
  negation: flag,
  numbers: list(text),
  names: list(text),
  roles: list(text),
  dates: list(text),
  quantifiers: list(text),
  direction: list(text),
  modality: list(text),
});

/** Deciding words: `sentence` counts in the sentence as it was sent, `claim` in the claim's text. */
const span = record({
  kind: oneOf(
    'negation',
    'number',
    'name',
    'role',
    'date',
    'quantifier',
    'direction',
    'modality',
    'attribution',
  ),
  sentence: orNull(range),
  claim: orNull(range),
});

/** A document that corrects another. */
const correction = record({
  document_id: text,
  url: text,
  title: orNull(text),
  published: orNull(text),
  finding: orNull(text),
  passage: orNull(text),
});

const matchFields = {
  document_id: text,
  kind: checkKind,
  stance: oneOf(...STANCES),
  relation: oneOf(...STANCES),
  side: oneOf('same', 'opposite', 'unclear'),
  probability: number,
  claim: record({ text, claimants: list(text), date: orNull(text) }),
  review: record({
    url: text,
    title: orNull(text),
    publisher: record({ name: text, site: text }),
    author: orNull(text),
    published: orNull(text),
    modified: orNull(text),
    language: text,
    licence: text,
    attribution: text,
  }),
  rating: orNull(
    record({
      text,
      normalised: oneOf(
        'true',
        'mostly_true',
        'mixed',
        'misleading',
        'mostly_false',
        'false',
        'unproven',
        'satire',
        'unrated',
      ),
    }),
  ),
  rating_applies: flag,
  finding: orNull(text),
  /** Words of the page itself, exactly as they stand there, from which its part about the claim can be found. */
  passage: orNull(text),
  /** Of the claim's text and the finding; the page itself is in `review.language`. */
  text_language: text,
  timing: oneOf('before_page', 'after_page', 'unknown'),
  corrections: list(correction),
  /** `differs` is null where the service did not compare the two texts. */
  why: record({
    similarity: number,
    shared: list(text),
    differs: orNull(differences),
    reported_by: orNull(text),
    spans: list(span),
  }),
};

const relatedMatch = record(matchFields);
const match = record({ ...matchFields, also: list(relatedMatch) });

const builtIndex = record({ generation: text, documents: count, built_at: text });

export const checkContextAnswer = record({
  index: builtIndex,
  results: list(
    record({
      id: text,
      status: oneOf('matched', 'nothing_found', 'too_short'),
      matches: list(match),
    }),
  ),
  took_ms: number,
});

/** Those with context come first, then by how check-worthy they are, then as they stand in the article. */
export const checkScanAnswer = record({
  index: builtIndex,
  results: list(
    record({
      id: text,
      check_worthiness: number,
      status: oneOf('matched', 'nothing_found', 'too_short', 'not_a_claim'),
      matches: list(match),
    }),
  ),
  took_ms: number,
});

export const checkIndexAnswer = record({
  generation: text,
  documents: count,
  built_at: text,
  kinds: dictionary(count),
  languages: dictionary(count),
  encoders: list(record({ name: text, weights_sha256: text, dimensions: count })),
});

/** `/readyz` says by its status alone whether the service can answer; its body is for people. */
export const checkReadyAnswer = record({});

/** RFC 9457 problem details; `code` is ours and stable. */
export const checkProblem = record({
  type: text,
  title: text,
  status: count,
  code: text,
  detail: orAbsent(text),
  errors: orAbsent(list(record({ pointer: text, code: text, detail: text }))),
});

export type Kind = Checked<typeof checkKind>;
export type Wishes = Checked<typeof checkWishes>;
export type ContextRequest = Checked<typeof checkContextRequest>;
export type Sentence = ContextRequest['sentences'][number];
export type PageFacts = ContextRequest['page'];
export type ContextAnswer = Checked<typeof checkContextAnswer>;
export type ScanRequest = Checked<typeof checkScanRequest>;
export type ScanAnswer = Checked<typeof checkScanAnswer>;
export type ScanResult = ScanAnswer['results'][number];
export type IndexAnswer = Checked<typeof checkIndexAnswer>;
export type Result = ContextAnswer['results'][number];
export type Match = Checked<typeof match>;
export type RelatedMatch = Checked<typeof relatedMatch>;
export type Correction = Checked<typeof correction>;
export type Stance = RelatedMatch['stance'];
export type Span = Checked<typeof span>;
