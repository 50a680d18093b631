// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { readQuestion } from '../../extension/page/question';
import { readElement, readSelection } from '../../extension/page/selection';

const openShadow = ({ shadowRoot }: Element) => shadowRoot;

function select(from: string, to = from): void {
  const range = document.createRange();
  range.setStart(find(from), 0);
  range.setEnd(find(to), find(to).childNodes.length);
  document.getSelection()?.removeAllRanges();
  document.getSelection()?.addRange(range);
}

function find(selector: string): Element {
  const found = document.querySelector(selector);
  if (found === null) throw new Error(`The page has no ${selector}.`);
  return found;
}

beforeEach(() => {
  document.documentElement.lang = 'en';
  document.head.innerHTML = '<title>A title is not text around</title>';
  document.body.innerHTML = `
    <h1>A heading</h1>
    <p>The one  before. <em id="first">The first <b>sentence</b>.</em> The one after.</p>
    <script>let code = 'is not read';</script>
    <p lang="pt-BR"><span id="second">A segunda frase.</span> Depois.</p>`;
  document.getSelection()?.removeAllRanges();
});

describe('reading the selection', () => {
  it('finds nothing if nothing, or only white space, is selected', () => {
    expect(readSelection(document, openShadow)).toBeNull();
    document.body.innerHTML = '<p id="blank">   </p>';
    select('#blank');
    expect(readSelection(document, openShadow)).toBeNull();
  });

  it('takes the text across markup, and the text on either side across blocks', () => {
    select('#first');
    expect(readSelection(document, openShadow)).toEqual({
      text: 'The first sentence.',
      before: 'A heading The one before.',
      after: 'The one after. A segunda frase. Depois.',
      language: 'en',
    });
  });

  it('takes the language that stands nearest', () => {
    select('#second');
    expect(readSelection(document, openShadow)?.language).toBe('pt-BR');
  });

  it('takes at most 300 characters on either side, in whole words', () => {
    document.body.innerHTML = `<p>${'earlier '.repeat(100)}<em id="first">It.</em>${' later'.repeat(100)}</p>`;
    select('#first');
    const selected = readSelection(document, openShadow);
    expect(selected?.before).toBe('earlier '.repeat(37).trim());
    expect(selected?.after).toBe('later '.repeat(50).trim());
  });

  it('takes two selected blocks as what they are, with nothing of them around', () => {
    select('#first', '#second');
    const selected = readSelection(document, openShadow);
    expect(selected?.before).toBe('A heading The one before.');
    expect(selected?.after).toBe('Depois.');
  });

  it('reads an element as if it had been selected', () => {
    expect(readElement(find('#second'))).toMatchObject({ text: 'A segunda frase.', after: 'Depois.' });
  });

  it('is one line, however the source of the page breaks it', () => {
    find('#second').textContent = 'She said that\n      the harbour was sold.';
    expect(readElement(find('#second'))?.text).not.toContain('\n');
  });
});

describe('what is asked about', () => {
  const MENU = 'A sentence as the menu saw it.';
  const texts = (menu_text: string | null, is_in_frame: boolean) =>
    readQuestion(document, openShadow, menu_text, is_in_frame)?.request.sentences.map(({ text }) => text);

  it('is the selection of the page, whatever the menu saw', () => {
    select('#first');
    expect(texts(MENU, false)).toEqual(['The first sentence.']);
  });

  it('is what the menu saw where the page shows no selection', () => {
    expect(texts(MENU, false)).toEqual([MENU]);
  });

  it('is what the menu saw in a frame, even if the page has a selection of its own', () => {
    select('#first');
    expect(texts(MENU, true)).toEqual([MENU]);
  });

  it('is nothing without a selection', () => {
    expect(readQuestion(document, openShadow, null, false)).toBeNull();
  });

  it('goes with the facts of the page', () => {
    select('#second');
    expect(readQuestion(document, openShadow, null, false)?.request.page).toEqual({
      url: location.href,
      title: 'A title is not text around',
      language: 'pt',
    });
  });
});
