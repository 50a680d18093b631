/** What a reader can do with a document: cite it, say that it is no answer, or see no more of its publisher. */

import type { MessageKey } from '../phrasebook';
import type { RelatedMatch } from '../service/contract';
import { type CitationForm, citationOf } from './citation';
import { copy } from './clipboard';
import { button, element } from './elements';
import type { Tools } from './tools';

const FORMS: readonly (readonly [CitationForm, MessageKey])[] = [
  ['plain', 'cite_plain'],
  ['markdown', 'cite_markdown'],
  ['html', 'cite_html'],
];

export function renderUses({ book, act }: Tools, sentence: string, match: RelatedMatch): HTMLElement {
  const { site } = match.review.publisher;
  return element(
    'details',
    { class: 'uses', id: `uses-${match.document_id}` },
    element('summary', {}, book.say('uses')),
    element('p', { class: 'label' }, book.say('copy_citation')),
    element(
      'p',
      { class: 'buttons' },
      ...FORMS.map(([form, name]) => {
        const cite: HTMLButtonElement = button(book.say(name), 'quiet', () => {
          const is_copied = copy(citationOf(book, match, form), form === 'html', cite);
          act.announce(book.say(is_copied ? 'copied' : 'not_copied'));
        });
        return cite;
      }),
    ),
    element(
      'p',
      { class: 'buttons' },
      button(book.say('wrong_match'), 'quiet wrong', () => act.markWrong(sentence, match)),
      button(book.say('mute_publisher', site), 'quiet mute', () =>
        act.keep({ kind: 'publisher_muted', site }),
      ),
    ),
  );
}
