/**
 * One document, as a margin note: how it relates to the sentence, the claim it addresses with what the
 * publisher says of that claim, what it found, and who published it when. The rating lives inside the
 * claim's block, because the claim is what it rates.
 */

import type { Match, RelatedMatch } from '../service/contract';
import * as words from '../words';
import { dateInWords, languageInWords } from './dates';
import { type Child, element, link } from './elements';

export function renderMatch(match: Match): HTMLElement {
  const card = renderDocument(match);
  if (match.also.length > 0) {
    card.append(
      element(
        'details',
        {},
        element('summary', {}, words.moreOnTheSameClaim(match.also)),
        ...match.also.map(renderDocument),
      ),
    );
  }
  return card;
}

function renderDocument(match: RelatedMatch): HTMLElement {
  const { title, note } = words.relationToSentence(match);
  const limits = [note, ...words.differencesOf(match)].filter((line) => line !== null);
  return element(
    'article',
    { class: 'match', 'data-document-id': match.document_id },
    element('h4', { class: 'relation' }, title),
    ...limits.map((line) => element('p', { class: 'limit' }, line)),
    renderClaim(match),
    match.finding === null
      ? null
      : element(
          'div',
          { class: 'finding' },
          element('p', { class: 'label' }, words.WHAT_IT_FOUND),
          element('p', { dir: 'auto' }, match.finding),
        ),
    renderSource(match),
  );
}

function renderClaim(match: RelatedMatch): HTMLElement {
  const { claim, rating, rating_applies } = match;
  const said = [
    claim.claimants.length > 0 ? words.claimedBy(claim.claimants) : null,
    claim.date === null ? null : dateInWords(claim.date),
  ].filter((part) => part !== null);
  return element(
    'div',
    { class: 'claim' },
    element('p', { class: 'label' }, words.CLAIM_AS_CHECKED),
    element('blockquote', { class: 'claim-text', dir: 'auto' }, claim.text),
    said.length === 0 ? null : element('p', { class: 'claimants' }, said.join(', ')),
    element('p', { class: 'stance' }, words.stanceOfDocument(match)),
    rating === null
      ? null
      : element('p', { class: 'rating' }, words.ratingOfClaim(rating.text, rating_applies)),
  );
}

function renderSource(match: RelatedMatch): HTMLElement {
  const { review } = match;
  const is_foreign = review.language !== 'en';
  const language = is_foreign ? review.language : null;
  const facts: readonly Child[] = [
    `${review.publisher.name} (${review.publisher.site})`,
    review.author,
    review.published === null ? null : published(review.published),
    words.timingOf(match),
    is_foreign ? languageInWords(review.language) : null,
  ];
  return element(
    'div',
    { class: 'source' },
    element('p', {}, link(review.url, review.title ?? review.url, language, words.OPENS_NEW_TAB)),
    element(
      'ul',
      { class: 'facts' },
      ...facts.filter((fact) => fact !== null).map((fact) => element('li', {}, fact)),
    ),
    element('p', { class: 'licence' }, `${review.attribution} · ${review.licence}`),
  );
}

function published(date: string): HTMLElement {
  return element('time', { datetime: date }, dateInWords(date));
}
