// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { looksLikeArticle, readArticle } from '../../extension/page/article';

/** Pages in the shapes of news sites, each with the sentences of its article. */
const FOLDER = join(import.meta.dirname, '../cases/articles');
const SHAPES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.html'))
  .map((file) => file.replace('.html', ''));

function open(shape: string): void {
  const html = readFileSync(join(FOLDER, `${shape}.html`), 'utf8');
  document.open();
  document.write(html);
  document.close();
}

function sentencesOf(shape: string): readonly string[] {
  return JSON.parse(readFileSync(join(FOLDER, `${shape}.json`), 'utf8')) as readonly string[];
}

afterEach(() => open('plain-news'));

describe('the sentences of an article', () => {
  it('are tried on twenty shapes of pages and more', () => {
    expect(SHAPES.length).toBeGreaterThanOrEqual(20);
  });

  it.each(SHAPES)('are found on a page of the shape %s, and nothing else', (shape) => {
    open(shape);
    const read = readArticle(document);
    expect(read?.article.request.sentences.map(({ text }) => text)).toEqual(sentencesOf(shape));
  });

  it.each(SHAPES)(
    'lead back to where they stand on a page of the shape %s, which stays as it is',
    (shape) => {
      open(shape);
      const before = document.documentElement.outerHTML;
      const read = readArticle(document);
      for (const { id, text } of read?.article.request.sentences ?? []) {
        expect(read?.ranges.get(id)?.toString().replace(/\s+/g, ' ')).toBe(text);
      }
      expect(document.documentElement.outerHTML).toBe(before);
    },
  );

  it('are numbered in reading order and go with the facts of the page', () => {
    open('right-to-left');
    const request = readArticle(document)?.article.request;
    expect(request?.sentences.map(({ id }) => id).slice(0, 3)).toEqual(['a1', 'a2', 'a3']);
    expect(request?.page.language).toBe('ar');
  });

  it('stand on a page that looks like an article, except where nothing is marked as a paragraph', () => {
    const unlike = SHAPES.filter((shape) => {
      open(shape);
      return !looksLikeArticle(document);
    });
    expect(unlike).toEqual(['div-soup', 'old-breaks']);
  });

  it('are not looked for on the front page of a site', () => {
    const teaser =
      '<li><h3><a href="/a">The ferry is late</a></h3><p>It left the quay at ten, and nobody said why.</p></li>';
    document.body.innerHTML = `<header><nav><a href="/">World</a></nav></header><ul>${teaser.repeat(30)}</ul>`;
    expect(looksLikeArticle(document)).toBe(false);
  });

  it('are none on a page without an article', () => {
    document.body.replaceChildren();
    expect(readArticle(document)).toBeNull();
  });
});
