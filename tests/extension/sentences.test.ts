import { describe, expect, it } from 'vitest';
import { splitSelection } from '../../extension/page/sentences';
import { firstWords, lastWords } from '../../extension/page/wording';

function split(text: string, before = '', after = '') {
  return splitSelection({ text, before, after, language: 'en' }, 'en');
}

describe('a selection', () => {
  it('of one sentence stays one, with its white space collapsed', () => {
    expect(split('  The first\n sentence. ').sentences).toEqual([{ id: 's1', text: 'The first sentence.' }]);
  });

  it('of several sentences is cut into them, each with its neighbours around it', () => {
    expect(split('One is here. Two is there! Three?', 'Zero.', 'Four.').sentences).toEqual([
      { id: 's1', text: 'One is here.', before: 'Zero.', after: 'Two is there! Three? Four.' },
      { id: 's2', text: 'Two is there!', before: 'Zero. One is here.', after: 'Three? Four.' },
      { id: 's3', text: 'Three?', before: 'Zero. One is here. Two is there!', after: 'Four.' },
    ]);
  });

  it.each([
    'In 2007 Gen. David Petraeus spoke of U.S. Army reports.',
    'Mr. George W. Bush and Sen. Joseph Lieberman agreed.',
    'About 3.5 percent of them came at 4 p.m. that day.',
  ])('is not cut inside "%s"', (text) => {
    expect(split(text).sentences.map((sentence) => sentence.text)).toEqual([text]);
  });

  it('is cut at the end of a paragraph even without a full stop', () => {
    expect(split('A heading\n\nA sentence.').sentences.map(({ text }) => text)).toEqual([
      'A heading',
      'A sentence.',
    ]);
  });

  it('loses the pieces that hold no words', () => {
    expect(split('1.\nFirst.\n***\n').sentences.map(({ text }) => text)).toEqual(['First.']);
  });

  it('is cut where its script ends sentences otherwise', () => {
    const chinese = { text: '第一句话。第二句话。', before: '', after: '', language: 'zh' };
    expect(splitSelection(chinese, 'zh').sentences.map(({ text }) => text)).toEqual([
      '第一句话。',
      '第二句话。',
    ]);
  });

  it('of more than 64 sentences gives the first 64 and counts the rest', () => {
    const { sentences, left_out } = split('It is so. '.repeat(70));
    expect(sentences).toHaveLength(64);
    expect(sentences.at(-1)?.id).toBe('s64');
    expect(left_out).toBe(6);
  });

  it('with a sentence of more than 2,000 characters is cut there between words, and says so', () => {
    const { sentences, is_cut } = split(`${'word '.repeat(500)}end.`);
    expect(sentences[0]?.text).toBe('word '.repeat(400).trim());
    expect(is_cut).toBe(true);
    expect(split('A short one.').is_cut).toBe(false);
  });
});

it('characters that the service refuses are taken for white space', () => {
  expect(split('One\u0000 two\u0007three\uD800 four.').sentences[0]?.text).toBe('One two three four.');
});

describe('cutting a text', () => {
  it('keeps whole words at either end', () => {
    expect(firstWords('alpha beta gamma', 11)).toBe('alpha beta');
    expect(firstWords('alpha beta gamma', 10)).toBe('alpha beta');
    expect(lastWords('alpha beta gamma', 11)).toBe('beta gamma');
    expect(lastWords('alpha beta gamma', 10)).toBe('beta gamma');
  });

  it('does not halve a character where there are no spaces', () => {
    expect(firstWords('😀😀😀', 3)).toBe('😀');
    expect(lastWords('😀😀😀', 3)).toBe('😀');
  });
});
