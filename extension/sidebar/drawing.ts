/** When the documents about a claim came out, drawn against the date of the article that is being read. */

import type { Phrasebook } from '../phrasebook';
import type { RelatedMatch } from '../service/contract';
import { timelineInWords } from '../words';
import { drawn, element } from './elements';
import { type Stretch, stretchesOf } from './timeline';

const HEIGHT = 26;
const LINE = 15;

/** The first of the documents is the one that the drawing stands with. Null if either side has no date. */
export function drawTimeline(
  book: Phrasebook,
  documents: readonly RelatedMatch[],
  article_date: string | null,
): HTMLElement | null {
  const dated = documents.flatMap(({ review }) => (review.published === null ? [] : [review.published]));
  if (article_date === null || dated.length === 0) return null;
  const dates = [article_date, ...dated];
  const [of_article, ...of_documents] = stretchesOf(dates);
  if (!of_article) return null;
  // Time runs as the language is read.
  const at = (place: number) => percent(book.direction === 'rtl' ? 1 - place : place);
  const marks = of_documents.flatMap((stretch) => (stretch === null ? [] : [drawDocument(stretch, at)]));
  const own = documents[0]?.review.published == null ? null : of_documents[0];
  const middle = (of_article.from + of_article.to) / 2;
  const in_order = [...dates].sort();
  return element(
    'figure',
    { class: 'timeline' },
    drawn(
      'svg',
      {
        role: 'img',
        'aria-label': timelineInWords(book, documents, article_date),
        width: '100%',
        height: String(HEIGHT),
      },
      drawn('line', { class: 'axis', x1: '0', x2: '100%', y1: String(LINE), y2: String(LINE) }),
      ...marks,
      own
        ? drawn('circle', { class: 'own', cx: at((own.from + own.to) / 2), cy: String(LINE), r: '4' })
        : null,
      drawn('line', { class: 'article', x1: at(middle), x2: at(middle), y1: '2', y2: String(HEIGHT) }),
      drawArticleLabel(book, middle, at),
    ),
    element(
      'figcaption',
      {},
      element('span', {}, book.date(in_order.at(0) ?? '')),
      element('span', {}, book.date(in_order.at(-1) ?? '')),
    ),
  );
}

/** A day is a dot; a month or a year of which no more is known, the stretch that it may lie in. */
function drawDocument({ from, to }: Stretch, at: (place: number) => string): SVGElement {
  return from === to
    ? drawn('circle', { class: 'other', cx: at(from), cy: String(LINE), r: '3' })
    : drawn('line', { class: 'stretch', x1: at(from), x2: at(to), y1: String(LINE), y2: String(LINE) });
}

/** On the side of its mark where there is more room; what `start` and `end` mean depends on the reading direction. */
function drawArticleLabel(book: Phrasebook, place: number, at: (place: number) => string): SVGElement {
  const is_late = place > 0.5;
  const towards_start = book.direction === 'rtl' ? '0.5em' : '-0.5em';
  const towards_end = book.direction === 'rtl' ? '-0.5em' : '0.5em';
  return drawn(
    'text',
    {
      x: at(place),
      y: '9',
      dx: is_late ? towards_start : towards_end,
      'text-anchor': is_late ? 'end' : 'start',
      'aria-hidden': 'true',
    },
    book.say('this_article'),
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
