/**
 * One document, as a margin note: how it relates to the sentence and what differs, who else says otherwise, the claim it
 * addresses with what the publisher says of that claim, what it found, and who published it when. The rating lives inside the claim's
 * block, because the claim is what it rates.
 */

import { piecesOf } from '../marks';
import type { Phrasebook } from '../phrasebook';
import type { Correction, Match, RelatedMatch, Span } from '../service/contract';
import * as together from '../together';
import * as words from '../words';
import { documentsOf } from './arrangement';
import { renderUses } from './cardUses';
import { drawTimeline } from './drawing';
import { button, type Child, element, foreign, link } from './elements';
import { addressAt } from './passage';
import type { Tools } from './tools';

/** The sentence that a card answers, and the match whose deciding words are marked where it stands above the cards. */
export type Answers = {
  readonly sentence: string;
  readonly language: string | null;
  readonly first: RelatedMatch;
  readonly article_date: string | null;
};

/** What stands on the first card about a claim only: it is of all documents about it. */
type OfClaim = { readonly disagreement: HTMLElement | null; readonly timeline: HTMLElement | null };

const FOLDED: OfClaim = { disagreement: null, timeline: null };

export function renderMatch(tools: Tools, answers: Answers, match: Match): HTMLElement {
  const documents = documentsOf(match);
  const others = match.also.map((other) => renderDocument(tools, answers, other, FOLDED));
  const folded = element(
    'details',
    { class: 'also', id: `also-${match.document_id}` },
    element('summary', {}, together.moreOnTheSameClaim(tools.book, documents)),
    ...others,
  );
  const disagreement = together.disagreementOf(tools.book, documents);
  const goTo = (document_id: string) => {
    folded.open = true;
    const card = others.find(({ dataset }) => dataset.documentId === document_id);
    if (card !== undefined) bringBefore(card);
  };
  const card = renderDocument(tools, answers, match, {
    disagreement: disagreement && renderDisagreement(disagreement, match, goTo),
    timeline: drawTimeline(tools.book, documents, answers.article_date),
  });
  if (others.length > 0) card.append(folded);
  return card;
}

/** Where the card begins, so that nobody takes its document for all that there is. A press leads to who says so. */
function renderDisagreement(
  { title, lines }: together.Disagreement,
  first: RelatedMatch,
  goTo: (document_id: string) => void,
): HTMLElement {
  return element(
    'div',
    { class: 'disagreement' },
    element('p', {}, title),
    element(
      'ul',
      {},
      ...lines.map(({ text, document_id }) =>
        element(
          'li',
          {},
          document_id === first.document_id ? text : button(text, 'to-stance', () => goTo(document_id)),
        ),
      ),
    ),
  );
}

function bringBefore(card: HTMLElement): void {
  card.tabIndex = -1;
  card.scrollIntoView({ block: 'start' });
  card.focus({ preventScroll: true });
}

function renderDocument(
  tools: Tools,
  answers: Answers,
  match: RelatedMatch,
  { disagreement, timeline }: OfClaim,
): HTMLElement {
  const { book } = tools;
  const { title, note } = words.relationToSentence(book, match);
  const limits = [note, ...words.differencesOf(book, answers.sentence, match)].filter(
    (line) => line !== null,
  );
  return element(
    'article',
    { class: 'match', 'data-document-id': match.document_id, 'data-relation': match.relation },
    element('h4', { class: 'relation' }, title),
    ...limits.map((line) => element('p', { class: 'limit' }, line)),
    disagreement,
    renderCorrections(tools, match.corrections),
    marksDiffer(answers.first.why.spans, match.why.spans) ? renderCompared(tools, answers, match) : null,
    renderClaim(tools, match),
    match.finding === null
      ? null
      : element(
          'div',
          { class: 'finding' },
          element('p', { class: 'label' }, book.say('what_it_found')),
          element('p', { dir: 'auto', lang: foreign(book, match.text_language) }, match.finding),
        ),
    renderSource(tools, match),
    timeline,
    renderUses(tools, answers.sentence, match),
  );
}

/** A text with its deciding words marked; what they mean is said in words beside it. */
export function marked(text: string, spans: readonly Span[], where: 'sentence' | 'claim'): readonly Child[] {
  return piecesOf(text, spans, where).map((piece) =>
    piece.kind === null ? piece.text : element('mark', { class: piece.kind }, piece.text),
  );
}

/** Whom a sentence quotes decides nothing between two claims. */
function marksDiffer(above: readonly Span[], own: readonly Span[]): boolean {
  const [one, other] = [above, own].map((spans) =>
    spans.flatMap(({ kind, sentence }) =>
      kind === 'attribution' || sentence === null ? [] : [sentence.join('-')],
    ),
  );
  return other !== undefined && other.length > 0 && one?.sort().join() !== other.sort().join();
}

function renderCompared({ book }: Tools, { sentence, language }: Answers, match: RelatedMatch): HTMLElement {
  return element(
    'div',
    { class: 'compared' },
    element('p', { class: 'label' }, book.say('your_sentence')),
    element(
      'blockquote',
      { class: 'compared-text', dir: 'auto', lang: language },
      ...marked(sentence, match.why.spans, 'sentence'),
    ),
  );
}

/** Before anything that the document says: what it says may be what was corrected. */
function renderCorrections({ book }: Tools, corrections: readonly Correction[]): HTMLElement | null {
  if (corrections.length === 0) return null;
  return element(
    'div',
    { class: 'corrections' },
    element('p', { class: 'label' }, book.say('corrected_since')),
    element(
      'ul',
      {},
      ...corrections.map(({ url, title, published, finding, passage }) =>
        element(
          'li',
          {},
          linkAt(book, url, passage, title, null),
          published === null
            ? null
            : element('p', {}, element('time', { datetime: published }, book.date(published))),
          finding === null ? null : element('p', { dir: 'auto' }, finding),
        ),
      ),
    ),
  );
}

function renderClaim({ book }: Tools, match: RelatedMatch): HTMLElement {
  const { claim, rating, rating_applies, why } = match;
  const said = [
    claim.claimants.length > 0 ? words.claimedBy(book, claim.claimants) : null,
    claim.date === null ? null : book.date(claim.date),
  ].filter((part) => part !== null);
  return element(
    'div',
    { class: 'claim' },
    element('p', { class: 'label' }, book.say('claim_as_checked')),
    element(
      'blockquote',
      { class: 'claim-text', dir: 'auto', lang: foreign(book, match.text_language) },
      ...marked(claim.text, why.spans, 'claim'),
    ),
    said.length === 0 ? null : element('p', { class: 'claimants' }, said.join(', ')),
    element('p', { class: 'stance' }, words.stanceOfDocument(book, match)),
    rating === null
      ? null
      : element('p', { class: 'rating' }, words.ratingOfClaim(book, rating.text, rating_applies)),
  );
}

/** A link to a page, at its own words where they are known. */
function linkAt(
  book: Phrasebook,
  url: string,
  passage: string | null,
  title: string | null,
  language: string | null,
): HTMLElement {
  const hint = book.say(passage === null ? 'opens_new_tab' : 'opens_at_passage');
  return link(addressAt(url, passage), title ?? url, language, hint);
}

function renderSource({ book }: Tools, match: RelatedMatch): HTMLElement {
  const { review } = match;
  const language = foreign(book, review.language);
  const facts: readonly Child[] = [
    `${review.publisher.name} (${review.publisher.site})`,
    review.author,
    review.published === null
      ? null
      : element('time', { datetime: review.published }, book.date(review.published)),
    words.timingOf(book, match),
    review.modified === null ? null : book.say('modified', book.date(review.modified)),
    language === null ? null : book.languageName(language),
  ];
  return element(
    'div',
    { class: 'source' },
    element('p', {}, linkAt(book, review.url, match.passage, review.title, language)),
    element(
      'ul',
      { class: 'facts' },
      ...facts.filter((fact) => fact !== null).map((fact) => element('li', {}, fact)),
    ),
    element('p', { class: 'licence' }, `${review.attribution} · ${review.licence}`),
  );
}
