/** What is kept from view by the reader's own doing, said beside what is shown, with the way back. */

import { isMarkedWrong, type Kept } from '../kept';
import type { Match } from '../service/contract';
import { documentsOf } from './arrangement';
import { button, element } from './elements';
import type { Tools } from './tools';

export function renderHidden(
  { book, act }: Tools,
  kept: Kept,
  sentence: string,
  matches: readonly Match[],
): readonly HTMLElement[] {
  const documents = matches.flatMap(documentsOf);
  const wrong = documents.filter(({ document_id }) => isMarkedWrong(kept, sentence, document_id));
  const muted = documents.filter(
    (each) => !wrong.includes(each) && kept.muted_publishers.includes(each.review.publisher.site),
  );
  const sites = [...new Set(muted.map(({ review }) => review.publisher.site))];
  return [
    ...wrong.map(({ document_id, review }) =>
      element(
        'p',
        { class: 'hidden' },
        book.say('marked_wrong', review.title ?? review.url),
        ' ',
        button(book.say('undo'), 'quiet', () =>
          act.keep({ kind: 'match_unmarked', match: { sentence, document_id } }),
        ),
      ),
    ),
    ...sites.map((site) =>
      element(
        'p',
        { class: 'hidden' },
        book.counted('muted_here', muted.filter(({ review }) => review.publisher.site === site).length, site),
        ' ',
        button(book.say('show_again'), 'quiet', () => act.keep({ kind: 'publisher_unmuted', site })),
      ),
    ),
  ];
}
