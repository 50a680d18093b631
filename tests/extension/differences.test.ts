import { describe, expect, it } from 'vitest';
import type { RelatedMatch, Span } from '../../extension/service/contract';
import { disagreementOf, moreOnTheSameClaim } from '../../extension/together';
import { differencesOf, relationToSentence, reportedBy } from '../../extension/words';
import { ENGLISH, exampleMatch } from './examples';

type Differs = NonNullable<RelatedMatch['why']['differs']>;

const NONE: Differs = {
  ...{ negation: false, numbers: [], names: [], roles: [], dates: [], quantifiers: [] },
  ...{ direction: [], modality: [] },
};
const SENTENCE = 'Prices rose by 15% in all cities, officials said.';
const CLAIM = 'Prices rose by 12% in some cities.';

function rangeIn(text: string, word: string): readonly [number, number] {
  return [text.indexOf(word), text.indexOf(word) + word.length];
}

function span(kind: Span['kind'], here: string | null, there: string | null): Span {
  return {
    kind,
    sentence: here === null ? null : rangeIn(SENTENCE, here),
    claim: there === null ? null : rangeIn(CLAIM, there),
  };
}

function match(
  differs: Partial<Differs>,
  spans: readonly Span[],
  more: Partial<RelatedMatch> = {},
): RelatedMatch {
  const example = exampleMatch();
  return {
    ...example,
    claim: { ...example.claim, text: CLAIM },
    why: { ...example.why, differs: { ...NONE, ...differs }, reported_by: null, spans },
    ...more,
  };
}

describe('a difference between sentence and claim', () => {
  it.each<[string, Partial<Differs>, readonly Span[], readonly string[]]>([
    [
      'another number',
      { numbers: ['15%', '12%'] },
      [span('number', '15%', '12%')],
      ['They checked 12%, this says 15%.'],
    ],
    [
      'its two words found apart',
      { numbers: ['15%', '12%'] },
      [span('number', '15%', null), span('number', null, '12%')],
      ['They checked 12%, this says 15%.'],
    ],
    [
      'another quantity in words',
      { quantifiers: ['all', 'some'] },
      [span('quantifier', 'all', 'some')],
      ['They checked “some”, this says “all”.'],
    ],
    [
      'a word of the sentence alone',
      { names: ['officials'] },
      [span('name', 'officials', null)],
      ['Only in your sentence: officials.'],
    ],
    [
      'a word of the claim alone',
      { quantifiers: ['some'] },
      [span('quantifier', null, 'some')],
      ['Only in the claim they checked: some.'],
    ],
    ['words without a place', { dates: ['2007', '2008'] }, [], ['Only in one of the two: 2007, 2008.']],
    ['a negation', { negation: true }, [], ['One of the two is a negation.']],
    ['none', {}, [span('number', '15%', '12%')], []],
  ])('%s is named', (_what, differs, spans, lines) => {
    const unclear = match(differs, spans, { side: 'unclear', relation: 'context' });
    expect(differencesOf(ENGLISH, SENTENCE, unclear)).toEqual(lines);
  });

  it('that makes it the opposite is said as that, and only once', () => {
    const opposite = match({ negation: true }, [], { side: 'opposite', relation: 'supports' });
    expect(relationToSentence(ENGLISH, opposite)).toEqual({
      title: 'Supports this',
      note: 'They checked the opposite statement.',
    });
    expect(differencesOf(ENGLISH, SENTENCE, opposite)).toEqual([]);
  });

  it('is none where other words turn a negation back', () => {
    const same = match({ negation: true }, [], { side: 'same' });
    expect(differencesOf(ENGLISH, SENTENCE, same)).toEqual([]);
  });

  it('that is unclear makes it another claim on the same topic', () => {
    expect(relationToSentence(ENGLISH, match({ modality: ['may'] }, [])).title).toBe(
      'Same topic, other claim',
    );
    expect(relationToSentence(ENGLISH, match({}, []))).toEqual({
      title: 'On the same topic',
      note: 'For or against this very sentence: not determined.',
    });
  });
});

it('who is quoted is said', () => {
  const example = match({}, []);
  expect(reportedBy(ENGLISH, { ...example, why: { ...example.why, reported_by: 'Officials' } })).toBe(
    'Reported as said by Officials.',
  );
});

describe('publishers', () => {
  function says(stance: RelatedMatch['stance'], name: string): RelatedMatch {
    const example = exampleMatch();
    const review = { ...example.review, publisher: { name, site: 'a.example' } };
    return { ...example, document_id: `${stance} ${name}`, stance, review };
  }

  it('who disagree are named by what they say, each line with the first who says it', () => {
    const documents = [says('disputes', 'IPS'), says('supports', 'The Times'), says('disputes', 'Reuters')];
    expect(disagreementOf(ENGLISH, documents)).toEqual({
      title: 'Publishers disagree about this claim:',
      lines: [
        { text: '2 dispute it: IPS, Reuters', document_id: 'disputes IPS' },
        { text: '1 supports it: The Times', document_id: 'supports The Times' },
      ],
    });
  });

  it.each([
    [['A', 'B', 'C'], '3 support it: A, B, C'],
    [['A', 'B', 'C', 'D'], '4 support it: A, B, 2 more'],
    [['A', 'B', 'C', 'A', 'D', 'C'], '6 support it: A, B, 2 more'],
  ])('of many on one side the first are named and the others counted: %s', (names, line) => {
    const supporting = names.map((name) => says('supports', name));
    const { lines = [] } = disagreementOf(ENGLISH, [says('disputes', 'IPS'), ...supporting]) ?? {};
    expect(lines.map(({ text }) => text)).toEqual(['1 disputes it: IPS', line]);
  });

  it('who say the same of opposite claims do not disagree', () => {
    const same = { ...says('disputes', 'IPS'), side: 'same', relation: 'disputes' } as const;
    const opposite = { ...says('supports', 'The Times'), side: 'opposite', relation: 'disputes' } as const;
    expect(disagreementOf(ENGLISH, [same, opposite])).toBeNull();
    expect(moreOnTheSameClaim(ENGLISH, [same, opposite])).toBe(
      '1 more on the same claim. About your sentence: 1 disputes it',
    );
  });

  it('who say different things of your sentence are named by that', () => {
    const same = { ...says('disputes', 'IPS'), side: 'same', relation: 'disputes' } as const;
    const opposite = { ...says('disputes', 'The Times'), side: 'opposite', relation: 'supports' } as const;
    expect(disagreementOf(ENGLISH, [same, opposite])).toMatchObject({
      title: 'Publishers disagree about what your sentence says:',
      lines: [{ text: '1 disputes it: IPS' }, { text: '1 supports it: The Times' }],
    });
  });

  it('who only add background do not disagree', () => {
    expect(disagreementOf(ENGLISH, [says('disputes', 'IPS'), says('context', 'The Times')])).toBeNull();
  });
});
