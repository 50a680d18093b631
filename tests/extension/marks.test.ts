import { describe, expect, it } from 'vitest';
import { piecesOf, wordsOf } from '../../extension/marks';
import type { Span } from '../../extension/service/contract';

const SENTENCE = 'Officials said 15% of the bombs came from Iran 🇮🇷 in 2007.';

function span(kind: Span['kind'], word: string): Span {
  const start = SENTENCE.indexOf(word);
  return { kind, sentence: [start, start + word.length], claim: null };
}

describe('the pieces of a text', () => {
  it('make up the text again, the deciding words each on its own', () => {
    const pieces = piecesOf(SENTENCE, [span('date', '2007'), span('number', '15%')], 'sentence');
    expect(pieces).toEqual([
      { text: 'Officials said ', kind: null },
      { text: '15%', kind: 'number' },
      { text: ' of the bombs came from Iran 🇮🇷 in ', kind: null },
      { text: '2007', kind: 'date' },
      { text: '.', kind: null },
    ]);
    expect(pieces.map(({ text }) => text).join('')).toBe(SENTENCE);
  });

  it('are the whole text where nothing decides, or where it stands in the other text', () => {
    const elsewhere: Span = { kind: 'number', sentence: null, claim: [0, 3] };
    expect(piecesOf(SENTENCE, [elsewhere], 'sentence')).toEqual([{ text: SENTENCE, kind: null }]);
  });

  it('leave out what lies outside of the text, and of two that overlap the later', () => {
    const outside: Span = { kind: 'name', sentence: [50, 5_000], claim: null };
    const pieces = piecesOf(
      SENTENCE,
      [outside, span('attribution', 'Officials said'), span('name', 'said')],
      'sentence',
    );
    expect(pieces.filter(({ kind }) => kind !== null)).toEqual([
      { text: 'Officials said', kind: 'attribution' },
    ]);
  });
});

it('the words of one kind are each given once', () => {
  const spans = [span('number', '15%'), span('number', '15%'), span('date', '2007')];
  expect(wordsOf(SENTENCE, spans, 'sentence', 'number')).toEqual(['15%']);
});
