/** What was asked, while there is no answer to show beside it; and why there is none. */

import type { Failure } from '../errors';
import { failureWords } from '../failureWords';
import type { Question } from '../messages';
import type { Phrasebook } from '../phrasebook';
import * as words from '../words';
import { button, type Child, element, foreign, paragraph } from './elements';
import type { Tools } from './tools';

/** The whole selection, shown while there is no result to show sentence by sentence. */
export function renderAsked(book: Phrasebook, question: Question): readonly HTMLElement[] {
  const { sentences, page } = question.request;
  const whole = sentences.map(({ text }) => text).join(' ');
  return [
    renderSentence(book, page.language ?? null, [whole]),
    ...words.limitsOf(book, question).map((line) => paragraph(line, 'limit')),
  ];
}

/** `below` is what may stand beside the reader's own sentence. */
export function renderSentence(
  book: Phrasebook,
  language: string | null,
  text: readonly Child[],
  below: readonly HTMLElement[] = [],
): HTMLElement {
  return element(
    'div',
    { class: 'sentence' },
    element('h3', { class: 'label' }, book.say('your_sentence')),
    element('blockquote', { class: 'sentence-text', dir: 'auto', lang: foreign(book, language) }, ...text),
    ...below,
  );
}

export function renderFailure({ book, act }: Tools, failure: Failure): HTMLElement {
  const { title, text, command, code, can_retry, is_of_service } = failureWords(book, failure);
  const language = is_of_service ? foreign(book, 'en') : null;
  return element(
    'section',
    { class: 'failure' },
    element('h3', { lang: language }, title),
    text === '' ? null : element('p', { lang: language }, text),
    command === null ? null : element('pre', {}, element('code', { dir: 'ltr' }, command)),
    can_retry ? button(book.say('try_again'), 'retry', act.retry) : null,
    paragraph(book.say('code_line', code), 'code'),
  );
}
