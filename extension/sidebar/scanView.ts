/** An article that is being looked up: how far that is, and the sentences that have context, in reading order. */

import type { ContextAnswer } from '../service/contract';
import * as words from '../words';
import { renderFound } from './answersView';
import { renderArranging } from './arrangingView';
import type { Desk } from './desk';
import { element, foreign, paragraph } from './elements';
import { renderFailure } from './failureView';
import { answeredCount, type ScannedSentence, type ScanState, sentencesWithContext } from './scan';
import type { Tools } from './tools';

export function renderScan(tools: Tools, desk: Desk, state: ScanState): readonly HTMLElement[] {
  const { book } = tools;
  const found = sentencesWithContext(state);
  const arranging = renderArranging(
    tools,
    desk,
    found.flatMap(({ matches }) => matches),
  );
  return [
    renderProgress(tools, state),
    ...(found.length === 0 && state.is_over && state.failure === null
      ? [paragraph(book.say('no_sentence_has_context'), 'empty')]
      : []),
    ...found.map((sentence) => renderScanned(tools, desk, state, sentence)),
    ...(state.failure === null ? [] : [renderFailure(tools, state.failure)]),
    ...(arranging === null ? [] : [arranging]),
    ...(state.index === null || state.address === null
      ? []
      : [renderFooter(tools, state, { index: state.index, address: state.address })]),
  ];
}

function renderProgress({ book }: Tools, state: ScanState): HTMLElement {
  const answered = answeredCount(state);
  const total = state.sentences.length;
  const label = words.scanProgress(book, answered, total);
  return element(
    'div',
    { class: 'progress' },
    paragraph(label),
    state.is_over
      ? null
      : element('progress', { 'aria-label': label, max: String(total), value: String(answered) }),
    paragraph(book.counted('sentences_with_context', sentencesWithContext(state).length), 'limit'),
  );
}

function renderScanned(
  tools: Tools,
  desk: Desk,
  state: ScanState,
  { id, text, matches, is_lost }: ScannedSentence,
): HTMLElement {
  const { book, act } = tools;
  const { page } = state.article.request;
  const found = renderFound(tools, desk, page, text, matches);
  const goTo = element(
    'button',
    { type: 'button', class: 'sentence-text', dir: 'auto', lang: foreign(book, page.language ?? null) },
    ...found.text,
  );
  goTo.addEventListener('click', () => act.goTo(id));
  return element(
    'section',
    { class: 'result', 'data-sentence-id': id, 'aria-current': state.chosen === id ? 'true' : null },
    element('h3', { class: 'sentence' }, goTo),
    ...found.below,
    is_lost ? paragraph(book.say('sentence_lost'), 'limit') : null,
    element(
      'details',
      { class: 'documents', id: `documents-${id}` },
      element('summary', {}, words.relationsInShort(book, matches)),
      ...found.documents,
    ),
  );
}

function renderFooter(
  { book }: Tools,
  state: ScanState,
  { index, address }: { index: ContextAnswer['index']; address: string },
): HTMLElement {
  return element(
    'footer',
    {},
    paragraph(words.indexLine(book, { index })),
    paragraph(words.sentLine(book, state.article.request, address)),
  );
}
