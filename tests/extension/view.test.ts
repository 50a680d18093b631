// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { Failure } from '../../extension/errors';
import type { Question } from '../../extension/messages';
import type { ContextAnswer, Match } from '../../extension/service/contract';
import { CLEAR_DESK, type Desk } from '../../extension/sidebar/desk';
import type { State } from '../../extension/sidebar/state';
import type { Actions, Tools } from '../../extension/sidebar/tools';
import { render } from '../../extension/sidebar/view';
import { ENGLISH, exampleAnswer, exampleMatch } from './examples';

const ADDRESS = 'http://127.0.0.1:8765';
const FIRST = 'The Persian nation has been actively smuggling weapons and bombs into Iraq.';
const SECOND = 'I would also like to thank the readers who flagged this.';

function question(...texts: readonly string[]): Question {
  const sentences = texts.map((text, position) => ({ id: `s${position + 1}`, text }));
  return { request: { sentences, page: {} }, left_out: 0, is_cut: false };
}

function answered(asked: Question, results: ContextAnswer['results']): State {
  return {
    phase: 'answered',
    run: 1,
    question: asked,
    answer: { ...exampleAnswer(), results },
    address: ADDRESS,
  };
}

function matched(...matches: readonly Match[]): State {
  return answered(question(FIRST), [{ id: 's1', status: 'matched', matches }]);
}

function tools(act: Partial<Actions> = {}): Tools {
  const nothing = () => {};
  return {
    book: ENGLISH,
    act: {
      ...{
        site: 'news.example',
        retry: nothing,
        lookUpAnyway: nothing,
        endQuiet: nothing,
        quietToday: nothing,
      },
      ...{ checkArticle: null, goTo: nothing, arrange: nothing, markWrong: nothing, keep: nothing },
      ...{ turnTo: nothing, wipe: nothing, announce: nothing },
      ...act,
    },
  };
}

function show(asked: State, act: Partial<Actions> = {}, desk: Partial<Desk> = {}): HTMLElement {
  const place = document.createElement('div');
  const { content, bar } = render(tools(act), { ...CLEAR_DESK, asked, ...desk });
  place.append(...content, ...bar);
  return place;
}

function announce(asked: State): string {
  return render(tools(), { ...CLEAR_DESK, asked }).announcement;
}

function textOf(place: ParentNode, selector: string): string | undefined {
  return place.querySelector(selector)?.textContent;
}

describe('the sidebar with matches', () => {
  it('says in words how the document relates to the sentence before anything else', () => {
    const place = show(matched(exampleMatch()));
    const card = place.querySelector('.match');
    expect(card?.firstElementChild?.textContent).toBe('Same topic, other claim');
    expect(textOf(place, '.limit')).toBe('Only in your sentence: Persian.');
  });

  it('shows the claim as checked, who made it, and what the document says of it', () => {
    const claim = show(matched(exampleMatch())).querySelector('.claim');
    expect([...(claim?.children ?? [])].map((line) => line.textContent)).toEqual([
      'The claim as checked',
      exampleMatch().claim.text,
      'claimed by George W. Bush administration, Robert Gates',
      'Counter-report: disputes the claim',
    ]);
  });

  it('shows what was found, by whom, when, and before which article', () => {
    const place = show(matched(exampleMatch()));
    expect(textOf(place, '.finding p:last-child')).toBe(exampleMatch().finding);
    expect(
      [...(place.querySelector('.match > .source')?.querySelectorAll('li') ?? [])].map(
        (fact) => fact.textContent,
      ),
    ).toEqual([
      'Inter Press Service (ipsnews.net)',
      'Gareth Porter',
      '13 February 2007',
      'published before this article',
    ]);
    expect(textOf(place, '.licence')).toBe('Described by Sidelight · Apache-2.0');
  });

  it('folds other documents on the same claim under the first, with their stances counted', () => {
    const place = show(matched(exampleMatch()));
    expect(textOf(place, '.also > summary')).toBe('1 more on the same claim: 1 supports it');
    expect(textOf(place, '.also .stance')).toBe('Analysis: supports the claim');
  });

  it('uses the address where a page has no title', () => {
    expect(textOf(show(matched(exampleMatch())), '.also .title span')).toBe(
      'https://news.example/2007/02/deadliest-bomb',
    );
  });

  it('marks the language of what is not English', () => {
    const match = exampleMatch();
    const place = show(
      matched({ ...match, review: { ...match.review, language: 'pt', title: 'Não há provas' } }),
    );
    expect(place.querySelector('.title [lang="pt"]')?.textContent).toBe('Não há provas');
    expect(textOf(place, '.facts li:last-child')).toBe('Portuguese');
  });

  it('marks the language of a claim and a finding that are described in another', () => {
    const place = show(matched({ ...exampleMatch(), text_language: 'pt', also: [] }));
    expect(place.querySelector('.claim-text')?.getAttribute('lang')).toBe('pt');
    expect(place.querySelector('.finding [lang="pt"]')?.textContent).toBe(exampleMatch().finding);
    expect(show(matched(exampleMatch())).querySelector('.claim-text')?.hasAttribute('lang')).toBe(false);
  });

  it('names what differs between the sentence and the claim', () => {
    const match = exampleMatch();
    const differs = {
      ...{ negation: true, numbers: ['12', '40'], names: ['Hezbollah'] },
      ...{ roles: [], dates: [], quantifiers: [], direction: [], modality: [] },
    };
    const unclear = { ...match, side: 'unclear', relation: 'context' } as const;
    const place = show(matched({ ...unclear, why: { ...match.why, differs }, also: [] }));
    expect([...place.querySelectorAll('.limit')].map((line) => line.textContent)).toEqual([
      'One of the two is a negation.',
      'Only in one of the two: 12, 40.',
      'Only in your sentence: Persian.',
    ]);
  });

  it('says that a disputed claim is the opposite of the sentence if it is', () => {
    const place = show(matched({ ...exampleMatch(), side: 'opposite', relation: 'supports' }));
    expect(textOf(place, '.relation')).toBe('Supports this');
    expect(textOf(place, '.limit')).toBe('They checked the opposite statement.');
  });

  it('says how many there are and what was sent where', () => {
    expect(announce(matched(exampleMatch()))).toBe('2 documents found.');
    expect(
      [...show(matched(exampleMatch())).querySelectorAll('footer p')].map((line) => line.textContent),
    ).toEqual([
      '572 documents in the index, built 23 November 2026.',
      'Sent to 127.0.0.1:8765 on this computer, and nowhere else: the sentence.',
    ]);
  });
});

describe('publishers who disagree', () => {
  /** The example's first document disputes the claim, the one folded under it supports it. */
  const disagreeing = () => show(matched(exampleMatch()));

  it('are told of before what the first of them says', () => {
    const place = disagreeing();
    const [said, claim] = ['.disagreement', '.claim'].map((part) => place.querySelector(part) as Element);
    expect(said?.compareDocumentPosition(claim as Element)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(textOf(place, '.disagreement p')).toBe('Publishers disagree about this claim:');
    expect([...place.querySelectorAll('.disagreement li')].map((line) => line.textContent)).toEqual([
      '1 disputes it: Inter Press Service',
      '1 supports it: News Example',
    ]);
  });

  it('are one press away: it unfolds the other side and leads there', () => {
    const place = disagreeing();
    document.body.append(place);
    const [press, ...others] = place.querySelectorAll<HTMLElement>('.disagreement button');
    expect([press?.textContent, others]).toEqual(['1 supports it: News Example', []]);
    press?.click();
    expect(place.querySelector<HTMLDetailsElement>('.also')?.open).toBe(true);
    expect(document.activeElement).toBe(place.querySelector('.also .match'));
    place.remove();
  });

  it('are not told of where a filter leaves only one', () => {
    const arrangement = { order: 'relevance', hidden_kinds: ['analysis'], hidden_languages: [] } as const;
    expect(show(matched(exampleMatch()), {}, { arrangement }).querySelector('.disagreement')).toBeNull();
  });
});

describe('a rating', () => {
  const rated: Match = {
    ...exampleMatch(),
    rating: { text: 'Pants on Fire', normalised: 'false' },
    rating_applies: false,
    also: [],
  };

  it.each([false, true])(
    'stands in the block of the claim and nowhere else (applies: %s)',
    (rating_applies) => {
      const place = show(matched({ ...rated, rating_applies }));
      expect(textOf(place, '.claim .rating')).toContain('Their rating of that claim');
      expect(place.querySelectorAll('.rating')).toHaveLength(1);
      expect(textOf(place, '.relation')).not.toContain('Pants on Fire');
    },
  );

  it('stands beside the sentence only if the sentence is what it rates', () => {
    const applies = show(matched({ ...rated, rating_applies: true }));
    expect(textOf(applies, '.sentence .sentence-rating')).toBe(
      'Rated by Inter Press Service: “Pants on Fire”',
    );
    expect(show(matched(rated)).querySelector('.sentence-rating')).toBeNull();
    expect(textOf(show(matched(rated)), '.sentence')).not.toContain('Pants on Fire');
  });

  it('beside the sentence is said once for all who gave it', () => {
    const { also: _, ...other } = { ...rated, rating_applies: true, document_id: 'other' };
    const publisher = { name: 'Snopes', site: 'snopes.com' };
    const also = [{ ...other, review: { ...other.review, publisher } }];
    const place = show(matched({ ...rated, rating_applies: true, also }));
    expect([...place.querySelectorAll('.sentence-rating')].map((line) => line.textContent)).toEqual([
      'Rated by Inter Press Service, Snopes: “Pants on Fire”',
    ]);
  });

  it('is quoted as of the claim only, if the sentence does not say the same', () => {
    expect(textOf(show(matched(rated)), '.rating')).toBe('Their rating of that claim: “Pants on Fire”');
  });

  it('is not invented where the publisher gave none', () => {
    expect(show(matched({ ...rated, rating: null })).querySelector('.rating')).toBeNull();
  });
});

describe('what the service says', () => {
  const { review, ...rest } = exampleMatch();

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'no address'])(
    'makes no link of %s',
    (url) => {
      const [correction] = rest.corrections;
      if (correction === undefined) throw new Error('The contract example holds no correction any more.');
      const corrections = [{ ...correction, url }];
      const place = show(matched({ ...rest, corrections, review: { ...review, url }, also: [] }));
      expect(place.querySelector('a')).toBeNull();
      expect(textOf(place, '.source .title')).toBe(review.title);
      expect(textOf(place, '.corrections .title')).toBe(correction.title);
    },
  );

  it('links to the web in a new tab that learns nothing of this one', () => {
    const [link] = show(matched({ ...rest, passage: null, review, also: [] })).querySelectorAll('.source a');
    expect(link?.getAttribute('href')).toBe(review.url);
    expect(link?.getAttribute('target')).toBe('_blank');
    expect(link?.getAttribute('rel')).toBe('noopener noreferrer');
  });

  it('opens at the words of the page where they are known, and says so', () => {
    const passage = 'rested on inference';
    const place = show(matched({ ...rest, passage, review, also: [] }));
    const [link] = place.querySelectorAll('.source a');
    expect(link?.getAttribute('href')).toBe(`${review.url}#:~:text=rested%20on%20inference`);
    expect(link?.textContent).toMatch('(opens in a new tab, at the passage)');
  });

  it('shows what was corrected before what the document says, with the notice and a way to it', () => {
    const place = show(matched({ ...rest, review, also: [] }));
    const corrections = place.querySelector('.corrections');
    expect(textOf(place, '.corrections .label')).toBe('Corrected since');
    expect([...(corrections?.querySelectorAll('li') ?? [])].map(({ textContent }) => textContent)).toEqual([
      'What the briefing said (opens in a new tab, at the passage)2 March 2007' +
        'Correction: An earlier version of this article said that three officials spoke. There were two.',
      'https://desk.example/log#14 (opens in a new tab)',
    ]);
    expect(corrections?.querySelector('a')?.getAttribute('href')).toMatch('/briefing#:~:text=Correction%3A');
    const claim = place.querySelector('.claim') as Element;
    expect(corrections?.compareDocumentPosition(claim)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  it('shows no correction where there is none', () => {
    const place = show(matched({ ...rest, corrections: [], review, also: [] }));
    expect(place.querySelector('.corrections')).toBeNull();
  });

  it('is never read as HTML', () => {
    const html = '<img src=x onerror=alert(1)>';
    const place = show(matched({ ...rest, finding: html, review: { ...review, title: html }, also: [] }));
    expect(place.querySelector('img')).toBeNull();
    expect(place.textContent.split(html)).toHaveLength(3);
  });
});

describe('the sidebar without matches', () => {
  const nothing = { status: 'nothing_found', matches: [] } as const;
  const too_short = { status: 'too_short', matches: [] } as const;

  it('shows the sentence at once while the answer is awaited', () => {
    const state: State = { phase: 'busy', run: 1, question: question(FIRST) };
    const place = show(state);
    expect(textOf(place, '.sentence-text')).toBe(FIRST);
    expect(textOf(place, '.busy')).toBe('Looking for what has been reported and checked about this…');
    expect(announce(state)).toBe('Looking for what has been reported and checked about this…');
  });

  it('says that finding nothing confirms nothing', () => {
    const state = answered(question(SECOND), [{ id: 's1', ...nothing }]);
    expect(textOf(show(state), 'p')).toBe(
      'Nothing in the index is close enough to this sentence. That confirms nothing: it means only that no ' +
        'document here was found about it.',
    );
    expect(announce(state)).toBe('Nothing found. That confirms nothing.');
  });

  it('says that a selection is too short', () => {
    const place = show(answered(question('Iraq.'), [{ id: 's1', ...too_short }]));
    expect(textOf(place, 'p')).toBe(
      'Too short to look up. Select a whole sentence, one that states something.',
    );
  });

  it('shows one block a sentence with context and one line for all the others', () => {
    const place = show(
      answered(question(SECOND, FIRST, 'Yes.', SECOND), [
        { id: 's1', ...nothing },
        { id: 's2', status: 'matched', matches: [exampleMatch()] },
        { id: 's3', ...too_short },
        { id: 's4', ...nothing },
      ]),
    );
    expect([...place.querySelectorAll('.result .sentence-text')].map((text) => text.textContent)).toEqual([
      FIRST,
    ]);
    expect(textOf(place, '.rest')).toBe(
      'For 2 other sentences nothing in the index is close enough; that confirms nothing. 1 was too short to look up.',
    );
  });

  it('says what was left out of a long selection', () => {
    const long = { ...question(SECOND), left_out: 3, is_cut: true };
    const place = show(answered(long, [{ id: 's1', ...nothing }]));
    expect([...place.querySelectorAll('.limit')].map((line) => line.textContent)).toEqual([
      'Only the beginning of the selection was looked up; 3 more sentences were left out.',
      'A sentence was longer than 2,000 characters; only its beginning was looked up.',
    ]);
  });

  it('asks for a selection if there is none', () => {
    expect(textOf(show({ phase: 'no_selection' }), 'h3')).toBe('Select a sentence first');
  });
});

describe('the sidebar after a failure', () => {
  function failedWith(failure: Failure): State {
    return { phase: 'failed', run: 1, question: question(FIRST), failure };
  }

  const problem = {
    kind: 'problem',
    status: 422,
    code: 'invalid_request',
    title: 'It does not fit.',
    detail: null,
  } as const;

  it.each<[Failure, string, string]>([
    [{ kind: 'not_running', address: ADDRESS }, 'The Sidelight service is not running', 'not_running'],
    [{ kind: 'timeout', address: ADDRESS, waited_s: 20 }, 'The service took too long', 'timeout'],
    [{ ...problem, status: 503, code: 'index_not_ready' }, 'The index is not ready yet', 'index_not_ready'],
    [problem, 'It does not fit.', 'invalid_request'],
    [
      { kind: 'bad_answer', address: ADDRESS, reason: 'it is not JSON' },
      'The answer could not be read',
      'bad_answer',
    ],
    [{ kind: 'disconnected' }, 'Reload this page', 'disconnected'],
  ])('names %o with its code and keeps the sentence', (failure, title, code) => {
    const place = show(failedWith(failure));
    expect(textOf(place, '.failure h3')).toBe(title);
    expect(textOf(place, '.code')).toBe(`Code: ${code}`);
    expect(textOf(place, '.sentence-text')).toBe(FIRST);
    expect(announce(failedWith(failure))).toBe(title);
  });

  it('says how to start a service that is not running, and where it looked', () => {
    const place = show(failedWith({ kind: 'not_running', address: ADDRESS }));
    expect(textOf(place, '.failure p')).toContain(ADDRESS);
    expect(textOf(place, 'pre code')).toBe('make run');
  });

  it('asks again when told to', () => {
    const retry = vi.fn();
    show(failedWith(problem), { retry }).querySelector('button')?.click();
    expect(retry).toHaveBeenCalledOnce();
  });

  it('offers no second try where only reloading helps', () => {
    expect(show(failedWith({ kind: 'disconnected' })).querySelector('.retry')).toBeNull();
  });
});
