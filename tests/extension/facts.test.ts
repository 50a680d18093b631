// @vitest-environment happy-dom
import type { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import { readFacts } from '../../extension/page/facts';
import { readPublished } from '../../extension/page/published';

function page(head: string, body = '', url = 'https://news.example/iran?id=7#comments'): Document {
  (window as unknown as Window).happyDOM.setURL(url);
  document.head.innerHTML = head;
  document.body.innerHTML = body;
  return document;
}

function linked(data: unknown): string {
  return `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
}

describe('when a page was published', () => {
  it.each([
    [
      'its metadata',
      '<meta property="article:published_time" content="2011-07-13T23:30:00-05:00">',
      '',
      '2011-07-13',
    ],
    ['its linked data', linked({ '@type': 'NewsArticle', datePublished: '2011-07-13' }), '', '2011-07-13'],
    [
      'a graph of linked data',
      linked({ '@graph': [{ '@type': ['BlogPosting'], datePublished: '2011-07' }] }),
      '',
      '2011-07',
    ],
    ['its microdata', '', '<span itemprop="datePublished" content="2011">in 2011</span>', '2011'],
    [
      'the time in its header',
      '',
      '<article><header><time datetime="2011-07-13 08:00">Wed</time></header></article>',
      '2011-07-13',
    ],
    [
      'the one time in its article',
      '',
      '<article><time datetime="2011-07-13">Wed</time></article>',
      '2011-07-13',
    ],
  ])('is read from %s', (_place, head, body, published) => {
    expect(readPublished(page(head, body))).toBe(published);
  });

  it.each([
    ['it does not say', '', ''],
    [
      'it names two days',
      '',
      '<article><time datetime="2011-07-13"></time><time datetime="2011-07-14"></time></article>',
    ],
    ['it is no ISO date', '<meta property="article:published_time" content="July 13, 2011">', ''],
    ['it names no day of a calendar', '<meta property="article:published_time" content="2011-13-45">', ''],
    ['its linked data is broken', '<script type="application/ld+json">{"datePublished": "2011-</script>', ''],
    [
      'only a teaser has a date',
      linked({ '@type': 'WebPage', hasPart: { '@type': 'Article', datePublished: '2011-07-13' } }),
      '',
    ],
  ])('is not known if %s', (_reason, head, body) => {
    expect(readPublished(page(head, body))).toBeNull();
  });

  it('is taken from the surest place that says anything', () => {
    const head = '<meta property="article:published_time" content="2011-07-13">';
    expect(readPublished(page(head, '<article><time datetime="2020-01-01"></time></article>'))).toBe(
      '2011-07-13',
    );
  });
});

describe('the facts of a page', () => {
  it('are its address without fragment, its title, its date and its language', () => {
    const head =
      '<title> Iraq\n cracks down </title><meta property="article:published_time" content="2011-07-13">';
    expect(readFacts(page(head), 'en-US')).toEqual({
      url: 'https://news.example/iran?id=7',
      title: 'Iraq cracks down',
      published: '2011-07-13',
      language: 'en',
    });
  });

  it('hold no address of a file, and nothing that the page does not say', () => {
    expect(readFacts(page('', '', 'file:///home/reader/secret.html'), null)).toEqual({});
  });

  it('hold no address longer than the service takes', () => {
    expect(readFacts(page('', '', `https://news.example/?q=${'x'.repeat(8_000)}`), null)).toEqual({});
  });

  it('hold no language that is none', () => {
    expect(readFacts(page(''), 'English, mostly')).not.toHaveProperty('language');
  });
});
