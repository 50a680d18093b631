/** The answer to a question: each sentence that has context, with its documents; and a line about the others. */

import type { Phrasebook } from '../phrasebook';
import type { Match, PageFacts, Result, Sentence } from '../service/contract';
import * as together from '../together';
import * as words from '../words';
import { arrange, documentsOf } from './arrangement';
import { renderArranging } from './arrangingView';
import { marked, renderMatch } from './card';
import type { Desk } from './desk';
import { type Child, element, foreign, paragraph } from './elements';
import { renderAsked, renderSentence } from './failureView';
import { renderHidden } from './hiddenView';
import type { State } from './state';
import type { Tools } from './tools';

type Answered = State & { phase: 'answered' };
type Pair = { readonly sentence: Sentence; readonly result: Result };

export function renderAnswers(tools: Tools, desk: Desk, state: Answered): readonly HTMLElement[] {
  const { book } = tools;
  const { question } = state;
  const pairs = pairsOf(state);
  const matched = pairs.filter(({ result }) => result.status === 'matched');
  if (matched.length === 0) {
    return [
      ...renderAsked(book, question),
      paragraph(emptyResult(book, pairs), 'empty'),
      renderFooter(book, state),
    ];
  }
  const rest = words.othersWithoutContext(
    book,
    pairs.filter(({ result }) => result.status === 'nothing_found').length,
    pairs.filter(({ result }) => result.status === 'too_short').length,
  );
  const arranging = renderArranging(
    tools,
    desk,
    matched.flatMap(({ result }) => result.matches),
  );
  return [
    ...matched.map((pair) => renderPair(tools, desk, state, pair)),
    ...(rest === null ? [] : [paragraph(rest, 'rest')]),
    ...words.limitsOf(book, question).map((line) => paragraph(line, 'limit')),
    ...(arranging === null ? [] : [arranging]),
    renderFooter(book, state),
  ];
}

/** How many documents there are, and how many of them are shown. */
export function arrangeAll(desk: Desk, state: Answered): { readonly shown: number; readonly all: number } {
  const count = (matches: readonly Match[]) => matches.flatMap(documentsOf).length;
  const pairs = pairsOf(state);
  return {
    shown: pairs.reduce(
      (sum, { sentence, result }) =>
        sum + count(arrange(sentence.text, result.matches, desk.arrangement, desk.kept).shown),
      0,
    ),
    all: pairs.reduce((sum, { result }) => sum + count(result.matches), 0),
  };
}

function pairsOf({ question, answer }: Answered): readonly Pair[] {
  return question.request.sentences.flatMap((sentence) => {
    const result = answer.results.find(({ id }) => id === sentence.id);
    return result === undefined ? [] : [{ sentence, result }];
  });
}

function renderPair(tools: Tools, desk: Desk, state: Answered, { sentence, result }: Pair): HTMLElement {
  const { page } = state.question.request;
  const { text, below, documents } = renderFound(tools, desk, page, sentence.text, result.matches);
  return element(
    'section',
    { class: 'result' },
    renderSentence(tools.book, page.language ?? null, text, below),
    ...documents,
  );
}

/** A sentence with its deciding words marked and its documents; what is not shown is said. */
export function renderFound(
  tools: Tools,
  desk: Desk,
  page: PageFacts,
  sentence: string,
  matches: readonly Match[],
): {
  readonly text: readonly Child[];
  /** What may stand beside the reader's own sentence: whom it quotes, and a rating of what it says itself. */
  readonly below: readonly HTMLElement[];
  readonly documents: readonly HTMLElement[];
} {
  const { book } = tools;
  const { shown, filtered } = arrange(sentence, matches, desk.arrangement, desk.kept);
  const [first] = shown;
  const reported_by = first === undefined ? null : words.reportedBy(book, first);
  const ratings = together.ratingsOfSentence(book, shown.flatMap(documentsOf));
  const answers = {
    sentence,
    language: foreign(book, page.language ?? null),
    article_date: page.published ?? null,
  };
  return {
    text: marked(sentence, first?.why.spans ?? [], 'sentence'),
    below: [
      ...(reported_by === null ? [] : [paragraph(reported_by, 'limit')]),
      ...ratings.map((line) => paragraph(line, 'sentence-rating')),
    ],
    documents: [
      ...shown.map((match) => renderMatch(tools, { ...answers, first: first ?? match }, match)),
      ...(shown.length === 0 && filtered > 0 ? [paragraph(book.say('all_filtered'), 'limit')] : []),
      ...renderHidden(tools, desk.kept, sentence, matches),
    ],
  };
}

function emptyResult(book: Phrasebook, pairs: readonly Pair[]): string {
  return pairs.every(({ result }) => result.status === 'too_short')
    ? book.say('too_short')
    : book.counted('nothing_found', pairs.length);
}

function renderFooter(book: Phrasebook, { answer, question, address }: Answered): HTMLElement {
  return element(
    'footer',
    {},
    paragraph(words.indexLine(book, answer)),
    paragraph(words.sentLine(book, question.request, address)),
  );
}
