/**
 * All that the sidebar shows, as DOM. Rebuilt whole on each change: it is small, and so nothing of an older state can
 * stay. The panel keeps the reader's place in it.
 */

import { failureWords } from '../failureWords';
import * as words from '../words';
import { arrangeAll, renderAnswers } from './answersView';
import type { Desk } from './desk';
import { button, element, heading, paragraph } from './elements';
import { renderAsked, renderFailure } from './failureView';
import { answeredCount } from './scan';
import { renderScan } from './scanView';
import { renderSent } from './sentView';
import type { Tools } from './tools';

export type Shown = {
  /** What stays the same while it is about the same thing; the reader's place in it then stays, too. */
  readonly subject: string;
  readonly content: readonly HTMLElement[];
  /** Always in view: the connection, and the way to what was sent. */
  readonly bar: readonly HTMLElement[];
  /** What a screen reader says. */
  readonly announcement: string;
};

export function render(tools: Tools, desk: Desk): Shown {
  const run = 'run' in desk.asked ? desk.asked.run : 0;
  return {
    subject: desk.pane === 'sent' ? 'sent' : `${desk.asked.phase} ${run}`,
    content: desk.pane === 'sent' ? renderSent(tools, desk) : renderAsk(tools, desk),
    bar: renderBar(tools, desk),
    announcement: announce(tools, desk),
  };
}

function renderAsk(tools: Tools, desk: Desk): readonly HTMLElement[] {
  const { book, act } = tools;
  const { asked } = desk;
  switch (asked.phase) {
    case 'no_selection':
      return [
        heading(book.say('no_selection_title')),
        paragraph(book.say('no_selection')),
        ...(act.checkArticle === null
          ? []
          : [button(book.say('check_article'), 'check-article', act.checkArticle)]),
      ];
    case 'no_article':
      return [heading(book.say('no_article_title')), paragraph(book.say('no_article'))];
    case 'quiet':
      return renderQuiet(tools, asked.reason);
    case 'scan':
      return renderScan(tools, desk, asked);
    case 'busy':
      return [...renderAsked(book, asked.question), paragraph(book.say('busy'), 'busy')];
    case 'answered':
      return renderAnswers(tools, desk, asked);
    case 'failed':
      return [...renderAsked(book, asked.question), renderFailure(tools, asked.failure)];
  }
}

function renderQuiet({ book, act }: Tools, reason: 'site' | 'today'): readonly HTMLElement[] {
  const [title, text] =
    reason === 'site'
      ? [book.say('quiet_site_title'), book.say('quiet_site')]
      : [book.say('quiet_today_title'), book.say('quiet_today')];
  return [
    heading(title),
    paragraph(text),
    element(
      'p',
      { class: 'buttons' },
      button(book.say('look_up_once'), 'once', act.lookUpAnyway),
      button(book.say('end_quiet'), 'end-quiet', act.endQuiet),
    ),
  ];
}

function renderBar({ book, act }: Tools, { connection, pane }: Desk): readonly HTMLElement[] {
  const is_sent = pane === 'sent';
  return [
    element(
      'p',
      { class: 'connection', 'data-connection': connection.kind },
      words.connectionLine(book, connection),
    ),
    button(book.say(is_sent ? 'back_to_answers' : 'what_was_sent'), 'turn', () =>
      act.turnTo(is_sent ? 'answers' : 'sent'),
    ),
  ];
}

/** What a screen reader says when something changes. */
function announce({ book }: Tools, desk: Desk): string {
  const { asked } = desk;
  if (desk.pane === 'sent') return book.say('what_was_sent');
  switch (asked.phase) {
    case 'no_selection':
      return book.say('no_selection_title');
    case 'no_article':
      return book.say('no_article_title');
    case 'quiet':
      return book.say(asked.reason === 'site' ? 'quiet_site_title' : 'quiet_today_title');
    case 'busy':
      return book.say('busy');
    case 'failed':
      return failureWords(book, asked.failure).title;
    case 'scan':
      return words.scanProgress(book, answeredCount(asked), asked.sentences.length);
    case 'answered': {
      const { shown, all } = arrangeAll(desk, asked);
      return shown === all ? words.countLine(book, all) : words.shownOf(book, shown, all);
    }
  }
}
