import { describe, expect, it } from 'vitest';
import type { RelatedMatch, Stance } from '../../extension/service/contract';
import { moreOnTheSameClaim } from '../../extension/together';
import { sentLine } from '../../extension/words';
import { ENGLISH, exampleMatch } from './examples';

describe('a date', () => {
  it.each([
    ['2007', '2007'],
    ['2007-02', 'February 2007'],
    ['2007-02-13', '13 February 2007'],
    ['2026-11-23T23:59:50Z', '23 November 2026'],
    ['before the war', 'before the war'],
  ])('of %s is shown as %s', (iso, shown) => {
    expect(ENGLISH.date(iso)).toBe(shown);
  });
});

describe('a language', () => {
  it.each([
    ['pt', 'Portuguese'],
    ['zz', 'zz'],
    ['not a tag', 'not a tag'],
  ])('of %s is shown as %s', (tag, shown) => {
    expect(ENGLISH.languageName(tag)).toBe(shown);
  });
});

describe('other documents on the same claim', () => {
  it.each<[readonly Stance[], string]>([
    [['disputes', 'supports', 'disputes'], '3 more on the same claim: 2 dispute it, 1 supports it'],
    [['mixed', 'context', 'context'], '3 more on the same claim: 1 finds it partly right, 2 give background'],
    [['supports'], '1 more on the same claim: 1 supports it'],
  ])('%s are counted by stance', (stances, line) => {
    const also = stances.map((stance): RelatedMatch => ({ ...exampleMatch(), stance }));
    expect(moreOnTheSameClaim(ENGLISH, [exampleMatch(), ...also])).toBe(line);
  });
});

describe('what was sent', () => {
  const ADDRESS = 'http://127.0.0.1:8765';

  it('is named in full', () => {
    const sentences = [{ id: 's1', text: 'One.', before: 'Zero.' }];
    const page = { url: 'https://news.example', title: 'News', published: '2011', language: 'en' };
    expect(sentLine(ENGLISH, { sentences, page }, ADDRESS)).toBe(
      'Sent to 127.0.0.1:8765 on this computer, and nowhere else: the sentence, the text around, ' +
        'the page’s address, the page’s title, the page’s date and the page’s language.',
    );
  });

  it('is not said to be more than it was', () => {
    const sentences = [
      { id: 's1', text: 'One.' },
      { id: 's2', text: 'Two.' },
    ];
    expect(sentLine(ENGLISH, { sentences, page: { title: 'News' } }, ADDRESS)).toBe(
      'Sent to 127.0.0.1:8765 on this computer, and nowhere else: the sentences and the page’s title.',
    );
  });
});
