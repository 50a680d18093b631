import { describe, expect, it } from 'vitest';
import { type Kept, keep, NOTHING_KEPT } from '../../extension/kept';
import type { Match, RelatedMatch } from '../../extension/service/contract';
import { type Arrangement, AS_FOUND, arrange, choicesOf } from '../../extension/sidebar/arrangement';
import { exampleMatch } from './examples';

const SENTENCE = 'A sentence.';

function document(
  document_id: string,
  published: string | null,
  more: Partial<RelatedMatch> = {},
): RelatedMatch {
  const { also: _, ...example } = exampleMatch();
  return { ...example, document_id, review: { ...example.review, published }, ...more };
}

function match(first: RelatedMatch, ...also: readonly RelatedMatch[]): Match {
  return { ...first, also };
}

const OLD = document('old', '2007-02');
const NEW = document('new', '2011-07-13', { kind: 'fact_check' });
const UNDATED = document('undated', null);
const FOUND = [match(OLD, NEW), match(UNDATED)];

function idsShown(
  arrangement: Partial<Arrangement>,
  kept: Kept = NOTHING_KEPT,
): readonly (readonly string[])[] {
  return arrange(SENTENCE, FOUND, { ...AS_FOUND, ...arrangement }, kept).shown.map(
    ({ document_id, also }) => [document_id, ...also.map((each) => each.document_id)],
  );
}

describe('the matches', () => {
  it('are shown as found unless the reader wants otherwise', () => {
    expect(idsShown({})).toEqual([['old', 'new'], ['undated']]);
  });

  it.each([
    ['newest', [['latest'], ['old', 'new'], ['undated']]],
    ['oldest', [['old', 'new'], ['latest'], ['undated']]],
  ] as const)('come %s first, those without a date last', (order, expected) => {
    const found = [match(UNDATED), ...FOUND.slice(0, 1), match(document('latest', '2020'))];
    const { shown } = arrange(SENTENCE, found, { ...AS_FOUND, order }, NOTHING_KEPT);
    expect(
      shown.map(({ document_id, also }) => [document_id, ...also.map((each) => each.document_id)]),
    ).toEqual(expected);
  });

  it('of a hidden kind go, and the next on the same claim takes the place', () => {
    expect(idsShown({ hidden_kinds: ['counter_report'] })).toEqual([['new']]);
  });

  it('in a hidden language go', () => {
    expect(idsShown({ hidden_languages: ['en'] })).toEqual([]);
  });

  it('that were marked wrong for this sentence go, and stay for others', () => {
    const wrong = {
      ...{ sentence: SENTENCE, document_id: 'old', claim: '', address: '', relation: 'context' },
      ...{ generation: 'g', marked_on: '2026-11-25' },
    };
    const kept = keep(NOTHING_KEPT, { kind: 'match_marked_wrong', match: wrong });
    expect(idsShown({}, kept)).toEqual([['new'], ['undated']]);
    expect(arrange('Another.', FOUND, AS_FOUND, kept).shown).toHaveLength(2);
  });

  it('of a muted publisher go, and are counted', () => {
    const kept = keep(NOTHING_KEPT, { kind: 'publisher_muted', site: 'ipsnews.net' });
    expect(arrange(SENTENCE, FOUND, AS_FOUND, kept)).toMatchObject({
      shown: [],
      muted: 3,
      filtered: 0,
      wrong: 0,
    });
  });
});

it('the kinds and languages to choose from are those that there are', () => {
  expect(choicesOf(FOUND)).toEqual({ kinds: ['counter_report', 'fact_check'], languages: ['en'] });
});
