/** A state as DOM. Rebuilt whole on each change: it is small, and so nothing of an older state can stay. */

import type { Question } from '../messages';
import type { Result, Sentence } from '../service/contract';
import * as words from '../words';
import { renderMatch } from './card';
import { dateInWords } from './dates';
import { button, type Child, element } from './elements';
import type { State } from './state';

export type Actions = { readonly retry: () => void };

type Answered = State & { phase: 'answered' };
type Failed = State & { phase: 'failed' };

export function render(state: State, actions: Actions): readonly HTMLElement[] {
  switch (state.phase) {
    case 'no_selection':
      return [heading(words.NO_SELECTION_TITLE), paragraph(words.NO_SELECTION)];
    case 'busy':
      return [...asked(state.question), element('p', { class: 'busy' }, words.BUSY)];
    case 'answered':
      return [...renderResults(state), renderFooter(state)];
    case 'failed':
      return [...asked(state.question), renderFailure(state, actions)];
  }
}

/** What a screen reader says when the state changes. */
export function announce(state: State): string {
  switch (state.phase) {
    case 'no_selection':
      return words.NO_SELECTION_TITLE;
    case 'busy':
      return words.BUSY;
    case 'answered':
      return words.countLine(state.answer.results.reduce((sum, result) => sum + result.matches.length, 0));
    case 'failed':
      return words.failureWords(state.failure).title;
  }
}

function renderResults({ question, answer }: Answered): readonly HTMLElement[] {
  const { sentences } = question.request;
  const pairs = sentences.flatMap((sentence) => {
    const result = answer.results.find(({ id }) => id === sentence.id);
    return result === undefined ? [] : [{ sentence, result }];
  });
  const matched = pairs.filter(({ result }) => result.status === 'matched');
  if (matched.length === 0)
    return [...asked(question), paragraph(emptyResult(pairs.map(({ result }) => result)))];
  const rest = words.othersWithoutContext(
    pairs.filter(({ result }) => result.status === 'nothing_found').length,
    pairs.filter(({ result }) => result.status === 'too_short').length,
  );
  return [
    ...matched.map(({ sentence, result }) =>
      element('section', { class: 'result' }, renderSentence(sentence), ...result.matches.map(renderMatch)),
    ),
    ...(rest === null ? [] : [paragraph(rest, 'rest')]),
    ...words.limitsOf(question).map((line) => paragraph(line, 'limit')),
  ];
}

function emptyResult(results: readonly Result[]): string {
  return results.every(({ status }) => status === 'too_short')
    ? words.TOO_SHORT
    : words.nothingFound(results.length);
}

/** The whole selection, shown while there is no result to show sentence by sentence. */
function asked(question: Question): readonly HTMLElement[] {
  const { sentences } = question.request;
  const whole = sentences.map(({ text }) => text).join(' ');
  return [
    renderSentence({ id: 'selection', text: whole }),
    ...words.limitsOf(question).map((line) => paragraph(line, 'limit')),
  ];
}

function renderSentence({ text }: Sentence): HTMLElement {
  return element(
    'div',
    { class: 'sentence' },
    element('h3', { class: 'label' }, words.YOUR_SENTENCE),
    element('blockquote', { class: 'sentence-text', dir: 'auto' }, text),
  );
}

function renderFailure({ failure }: Failed, { retry }: Actions): HTMLElement {
  const { title, text, command, code, can_retry } = words.failureWords(failure);
  return element(
    'section',
    { class: 'failure' },
    heading(title),
    paragraph(text),
    command === null ? null : element('pre', {}, element('code', {}, command)),
    can_retry ? button(words.TRY_AGAIN, 'retry', retry) : null,
    element('p', { class: 'code' }, words.codeLine(code)),
  );
}

function renderFooter({ answer, question, address }: Answered): HTMLElement {
  return element(
    'footer',
    {},
    element('p', {}, words.indexLine(answer, dateInWords(answer.index.built_at))),
    element('p', {}, words.sentLine(question.request, address)),
  );
}

function heading(text: string): HTMLElement {
  return element('h3', {}, text);
}

function paragraph(text: Child, className: string | null = null): HTMLElement {
  return element('p', { class: className }, text);
}
