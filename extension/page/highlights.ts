/**
 * Sentences marked in the page's text by the CSS Custom Highlight API, which changes nothing of the page's DOM: the
 * marks are ranges in a registry, their look is a constructed style sheet.
 */

import style from './highlights.css?raw';

const WITH_CONTEXT = 'sidelight-context';
const CURRENT = 'sidelight-current';

export type Highlights = {
  readonly show: (ranges: Iterable<Range>) => void;
  /** Sets one of them off from the others; null sets off none. */
  readonly setCurrent: (range: Range | null) => void;
};

/** The marks go when the signal aborts. */
export function createHighlights(page: Document, signal: AbortSignal): Highlights {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
  signal.addEventListener('abort', () => {
    CSS.highlights.delete(WITH_CONTEXT);
    CSS.highlights.delete(CURRENT);
    page.adoptedStyleSheets = page.adoptedStyleSheets.filter((each) => each !== sheet);
  });
  return {
    show(ranges) {
      CSS.highlights.set(WITH_CONTEXT, new Highlight(...ranges));
    },
    setCurrent(range) {
      if (range === null) {
        CSS.highlights.delete(CURRENT);
        return;
      }
      const highlight = new Highlight(range);
      highlight.priority = 1;
      CSS.highlights.set(CURRENT, highlight);
    },
  };
}
