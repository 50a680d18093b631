/** A state as DOM. Rebuilt whole on each change: it is small, and so nothing of an older state can stay. */

import type { Failure } from '../errors';
import type { Question } from '../messages';
import type { Phrasebook } from '../phrasebook';
import type { Result, Sentence } from '../service/contract';
import * as words from '../words';
import { renderMatch } from './card';
import { button, type Child, element } from './elements';
import { answeredCount, type ScanState, sentencesWithContext } from './scan';
import type { State } from './state';

export type Actions = {
  readonly retry: () => void;
  /** Null where whole articles can't be checked. */
  readonly checkArticle: (() => void) | null;
  /** Shows a sentence of the scanned article on the page. */
  readonly goTo: (id: string) => void;
};

type Answered = State & { phase: 'answered' };

export function render(book: Phrasebook, state: State, actions: Actions): readonly HTMLElement[] {
  switch (state.phase) {
    case 'no_selection':
      return [
        heading(book.say('no_selection_title')),
        paragraph(book.say('no_selection')),
        ...(actions.checkArticle === null
          ? []
          : [button(book.say('check_article'), 'check-article', actions.checkArticle)]),
      ];
    case 'no_article':
      return [heading(book.say('no_article_title')), paragraph(book.say('no_article'))];
    case 'scan':
      return renderScan(book, state, actions);
    case 'busy':
      return [...asked(book, state.question), element('p', { class: 'busy' }, book.say('busy'))];
    case 'answered':
      return [...renderResults(book, state), renderFooter(book, state)];
    case 'failed':
      return [...asked(book, state.question), renderFailure(book, state.failure, actions)];
  }
}

/** What a screen reader says when the state changes. */
export function announce(book: Phrasebook, state: State): string {
  switch (state.phase) {
    case 'no_selection':
      return book.say('no_selection_title');
    case 'busy':
      return book.say('busy');
    case 'answered':
      return words.countLine(
        book,
        state.answer.results.reduce((sum, result) => sum + result.matches.length, 0),
      );
    case 'failed':
      return words.failureWords(book, state.failure).title;
    case 'no_article':
      return book.say('no_article_title');
    case 'scan':
      return words.scanProgress(book, answeredCount(state), state.sentences.length);
  }
}

function renderResults(book: Phrasebook, { question, answer }: Answered): readonly HTMLElement[] {
  const { sentences } = question.request;
  const pairs = sentences.flatMap((sentence) => {
    const result = answer.results.find(({ id }) => id === sentence.id);
    return result === undefined ? [] : [{ sentence, result }];
  });
  const matched = pairs.filter(({ result }) => result.status === 'matched');
  if (matched.length === 0)
    return [
      ...asked(book, question),
      paragraph(
        emptyResult(
          book,
          pairs.map(({ result }) => result),
        ),
      ),
    ];
  const rest = words.othersWithoutContext(
    book,
    pairs.filter(({ result }) => result.status === 'nothing_found').length,
    pairs.filter(({ result }) => result.status === 'too_short').length,
  );
  return [
    ...matched.map(({ sentence, result }) =>
      element(
        'section',
        { class: 'result' },
        renderSentence(book, sentence),
        ...result.matches.map((match) => renderMatch(book, match)),
      ),
    ),
    ...(rest === null ? [] : [paragraph(rest, 'rest')]),
    ...words.limitsOf(book, question).map((line) => paragraph(line, 'limit')),
  ];
}

function emptyResult(book: Phrasebook, results: readonly Result[]): string {
  return results.every(({ status }) => status === 'too_short')
    ? book.say('too_short')
    : book.counted('nothing_found', results.length);
}

/** The whole selection, shown while there is no result to show sentence by sentence. */
function asked(book: Phrasebook, question: Question): readonly HTMLElement[] {
  const { sentences } = question.request;
  const whole = sentences.map(({ text }) => text).join(' ');
  return [
    renderSentence(book, { id: 'selection', text: whole }),
    ...words.limitsOf(book, question).map((line) => paragraph(line, 'limit')),
  ];
}

function renderSentence(book: Phrasebook, { text }: Sentence): HTMLElement {
  return element(
    'div',
    { class: 'sentence' },
    element('h3', { class: 'label' }, book.say('your_sentence')),
    element('blockquote', { class: 'sentence-text', dir: 'auto' }, text),
  );
}

function renderScan(book: Phrasebook, state: ScanState, actions: Actions): readonly HTMLElement[] {
  return [
    element(
      'p',
      { class: state.is_over ? 'progress' : 'progress busy' },
      words.scanProgress(book, answeredCount(state), state.sentences.length),
    ),
    ...sentencesWithContext(state).map((sentence) =>
      element(
        'section',
        {
          class: 'result',
          'data-sentence-id': sentence.id,
          'aria-current': state.chosen === sentence.id ? 'true' : null,
        },
        button(sentence.text, 'sentence-text', () => actions.goTo(sentence.id)),
        sentence.is_lost ? paragraph(book.say('sentence_lost'), 'limit') : null,
        ...sentence.matches.map((match) => renderMatch(book, match)),
      ),
    ),
    ...(state.failure === null ? [] : [renderFailure(book, state.failure, actions)]),
  ];
}

function renderFailure(book: Phrasebook, failure: Failure, { retry }: Actions): HTMLElement {
  const { title, text, command, code, can_retry } = words.failureWords(book, failure);
  return element(
    'section',
    { class: 'failure' },
    heading(title),
    paragraph(text),
    command === null ? null : element('pre', {}, element('code', {}, command)),
    can_retry ? button(book.say('try_again'), 'retry', retry) : null,
    element('p', { class: 'code' }, book.say('code_line', code)),
  );
}

function renderFooter(book: Phrasebook, { answer, question, address }: Answered): HTMLElement {
  return element(
    'footer',
    {},
    element('p', {}, words.indexLine(book, answer)),
    element('p', {}, words.sentLine(book, question.request, address)),
  );
}

function heading(text: string): HTMLElement {
  return element('h3', {}, text);
}

function paragraph(text: Child, className: string | null = null): HTMLElement {
  return element('p', { class: className }, text);
}
