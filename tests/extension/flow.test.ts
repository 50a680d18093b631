// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { rangeOf, readRange, readWithin, spanOf } from '../../extension/page/flow';

function page(html: string): void {
  document.body.innerHTML = html;
}

function textOf(selector = 'body'): string {
  const root = document.querySelector(selector);
  if (root === null) throw new Error(`The page has no ${selector}.`);
  return readWithin(root).text;
}

beforeEach(() => document.body.replaceChildren());

describe('a part of the page as it reads', () => {
  it('keeps blocks apart and joins what inline markup cuts', () => {
    page('<h1>A heading</h1><p>One <b>bol</b>d word.</p><table><tr><td>Cell</td><td>Next</td></tr></table>');
    expect(textOf()).toBe('A heading\n\nOne bold word.\n\nCell\n\nNext');
  });

  it('takes a single line break for a space, and two for the end of what was said', () => {
    page('<p>One line<br>goes on.<br><br>Another.</p>');
    expect(textOf()).toBe('One line goes on.\n\nAnother.');
  });

  it('joins plain text that was wrapped by hand, up to an empty line', () => {
    page('<pre>The commander of the\nQods Force said so.\n\nNobody asked.</pre>');
    expect(textOf()).toBe('The commander of the Qods Force said so.\n\nNobody asked.');
  });

  it('keeps the letters of the source, whatever the style makes of them', () => {
    page('<p style="text-transform: uppercase">Iran said no.</p>');
    expect(textOf()).toBe('Iran said no.');
  });

  it('leaves out what is not there to be read', () => {
    page(
      '<p>Read.</p><script>let code;</script><style>p {}</style><button>Press</button><noscript>Not.</noscript>',
    );
    expect(textOf()).toBe('Read.');
  });

  it('holds every character once, and leads back to where it stands', () => {
    page('<p>One <b>bold</b> word.</p><p>And another.</p>');
    const flow = readWithin(document.body);
    const span = { start: flow.text.indexOf('bold'), end: flow.text.indexOf('another') };
    const range = rangeOf(flow, span);
    expect(range?.startContainer.textContent).toBe('bold');
    expect(range?.endContainer.textContent).toBe('And another.');
    expect(range?.endOffset).toBe('And '.length);
    expect(range && spanOf(flow, range)).toEqual(span);
  });

  it('of a range is what lies within it', () => {
    page('<p>One <b>bold</b> word.</p><p>And another.</p>');
    const range = document.createRange();
    range.setStart(document.querySelector('b')?.firstChild as Text, 1);
    range.setEnd(document.querySelectorAll('p')[1]?.firstChild as Text, 3);
    expect(readRange(range).text).toBe('old word.\n\nAnd');
  });
});
