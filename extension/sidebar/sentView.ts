/** Exactly what left the page and to where; what is kept in this browser; and the button that wipes it. */

import type { Kept } from '../kept';
import type { MessageKey } from '../phrasebook';
import * as words from '../words';
import type { Desk, Sent } from './desk';
import { button, element, foreign, heading, paragraph } from './elements';
import { renderKept } from './keptView';
import type { Tools } from './tools';

export function renderSent(tools: Tools, { sent, kept }: Desk): readonly HTMLElement[] {
  const { book } = tools;
  return [
    element(
      'section',
      { class: 'sent' },
      heading(book.say('sent_heading')),
      ...(sent.length === 0
        ? [paragraph(book.say('sent_title_nothing'))]
        : sent.toReversed().map((each) => renderRequest(tools, each))),
    ),
    element(
      'section',
      { class: 'kept' },
      heading(book.say('kept_heading')),
      ...renderKept(book, kept, tools.act),
      renderQuieting(tools, kept),
    ),
  ];
}

function renderRequest({ book }: Tools, sent: Sent): HTMLElement {
  const { request } = sent;
  const { page } = request;
  const language = foreign(book, page.language ?? null);
  const quoted = (text: string) => element('blockquote', { dir: 'auto', lang: language }, text);
  const facts: readonly (readonly [MessageKey, string | undefined])[] = [
    ['sent_field_url', page.url],
    ['sent_field_page_title', page.title],
    ['sent_field_published', page.published],
    ['sent_field_language', page.language],
    ['sent_field_min_probability', request.min_probability?.toString()],
    ['sent_field_kinds', request.kinds?.map((kind) => words.kindOfDocument(book, kind)).join(', ')],
    ['sent_field_languages', request.languages?.map(book.languageName).join(', ')],
  ];
  const around = request.sentences.flatMap((sentence) =>
    'before' in sentence || 'after' in sentence ? [sentence] : [],
  );
  return element(
    'article',
    { class: 'request' },
    element('h4', {}, words.sentTo(book, sent)),
    element(
      'dl',
      {},
      element('dt', {}, book.say('sent_field_sentences')),
      ...request.sentences.map(({ text }) => element('dd', {}, quoted(text))),
      ...around.flatMap(({ before, after }) => [
        ...(before === undefined
          ? []
          : [element('dt', {}, book.say('sent_field_before')), element('dd', {}, quoted(before))]),
        ...(after === undefined
          ? []
          : [element('dt', {}, book.say('sent_field_after')), element('dd', {}, quoted(after))]),
      ]),
      ...facts.flatMap(([name, value]) =>
        value === undefined ? [] : [element('dt', {}, book.say(name)), element('dd', { dir: 'auto' }, value)],
      ),
    ),
    element(
      'details',
      { id: `raw-${sent.number}` },
      element('summary', {}, book.say('sent_raw')),
      element('pre', { dir: 'ltr', tabindex: '0' }, element('code', {}, JSON.stringify(request, null, 2))),
    ),
  );
}

function renderQuieting({ book, act }: Tools, kept: Kept): HTMLElement {
  const { site } = act;
  return element(
    'p',
    { class: 'buttons' },
    site === null || kept.muted_sites.includes(site)
      ? null
      : button(book.say('quiet_here', site), 'quiet-here', () => act.keep({ kind: 'site_muted', site })),
    kept.quiet_on === null
      ? button(book.say('quiet_for_today'), 'quiet-today', act.quietToday)
      : button(book.say('end_quiet'), 'end-quiet', () => act.keep({ kind: 'quiet_no_more' })),
  );
}
