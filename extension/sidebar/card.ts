/**
 * One document, as a margin note: how it relates to the sentence, the claim it addresses with what the
 * publisher says of that claim, what it found, and who published it when. The rating lives inside the
 * claim's block, because the claim is what it rates.
 */

import type { Phrasebook } from '../phrasebook';
import type { Match, RelatedMatch } from '../service/contract';
import * as words from '../words';
import { type Child, element, link } from './elements';

export function renderMatch(book: Phrasebook, match: Match): HTMLElement {
  const card = renderDocument(book, match);
  if (match.also.length > 0) {
    card.append(
      element(
        'details',
        {},
        element('summary', {}, words.moreOnTheSameClaim(book, match.also)),
        ...match.also.map((other) => renderDocument(book, other)),
      ),
    );
  }
  return card;
}

function renderDocument(book: Phrasebook, match: RelatedMatch): HTMLElement {
  const { title, note } = words.relationToSentence(book, match);
  const limits = [note, ...words.differencesOf(book, match)].filter((line) => line !== null);
  return element(
    'article',
    { class: 'match', 'data-document-id': match.document_id },
    element('h4', { class: 'relation' }, title),
    ...limits.map((line) => element('p', { class: 'limit' }, line)),
    renderClaim(book, match),
    match.finding === null
      ? null
      : element(
          'div',
          { class: 'finding' },
          element('p', { class: 'label' }, book.say('what_it_found')),
          element('p', { dir: 'auto' }, match.finding),
        ),
    renderSource(book, match),
  );
}

function renderClaim(book: Phrasebook, match: RelatedMatch): HTMLElement {
  const { claim, rating, rating_applies } = match;
  const said = [
    claim.claimants.length > 0 ? words.claimedBy(book, claim.claimants) : null,
    claim.date === null ? null : book.date(claim.date),
  ].filter((part) => part !== null);
  return element(
    'div',
    { class: 'claim' },
    element('p', { class: 'label' }, book.say('claim_as_checked')),
    element('blockquote', { class: 'claim-text', dir: 'auto' }, claim.text),
    said.length === 0 ? null : element('p', { class: 'claimants' }, said.join(', ')),
    element('p', { class: 'stance' }, words.stanceOfDocument(book, match)),
    rating === null
      ? null
      : element('p', { class: 'rating' }, words.ratingOfClaim(book, rating.text, rating_applies)),
  );
}

function renderSource(book: Phrasebook, match: RelatedMatch): HTMLElement {
  const { review } = match;
  const is_foreign = review.language !== book.language;
  const language = is_foreign ? review.language : null;
  const facts: readonly Child[] = [
    `${review.publisher.name} (${review.publisher.site})`,
    review.author,
    review.published === null ? null : published(book, review.published),
    words.timingOf(book, match),
    is_foreign ? book.languageName(review.language) : null,
  ];
  return element(
    'div',
    { class: 'source' },
    element('p', {}, link(review.url, review.title ?? review.url, language, book.say('opens_new_tab'))),
    element(
      'ul',
      { class: 'facts' },
      ...facts.filter((fact) => fact !== null).map((fact) => element('li', {}, fact)),
    ),
    element('p', { class: 'licence' }, `${review.attribution} · ${review.licence}`),
  );
}

function published(book: Phrasebook, date: string): HTMLElement {
  return element('time', { datetime: date }, book.date(date));
}
