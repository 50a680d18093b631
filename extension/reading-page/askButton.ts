/**
 * The small button that comes up under a selection. It stands in the document right behind the selected
 * block, so that Tab leads from the selection to it, and in a shadow root, so that the article's styles
 * don't matter.
 */

import { button } from '../sidebar/elements';
import style from './askButton.css?raw';

const GAP_PX = 6;

export type AskButton = {
  /** Shows the button beneath the range; null takes it away. */
  readonly follow: (range: Range | null) => void;
};

export function createAskButton(label: string, onClick: () => void): AskButton {
  const host = document.createElement('sidelight-ask');
  const shadow = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  shadow.adoptedStyleSheets = [sheet];
  const ask = button(label, 'ask', onClick);
  ask.setAttribute('aria-keyshortcuts', 'Control+Enter Meta+Enter');
  // Pressing a button would otherwise clear the selection before the click is heard.
  ask.addEventListener('pointerdown', (event) => event.preventDefault());
  shadow.append(ask);

  return {
    follow(range) {
      if (range === null) {
        host.remove();
        return;
      }
      const block = blockAtEnd(range);
      if (block.nextSibling !== host) block.after(host);
      const lines = range.getClientRects();
      const last = lines[lines.length - 1] ?? range.getBoundingClientRect();
      host.style.setProperty('top', `${last.bottom + scrollY + GAP_PX}px`);
      host.style.setProperty('left', `${Math.max(GAP_PX, last.right + scrollX - host.offsetWidth)}px`);
    },
  };
}

/** The paragraph in which the range ends; the whole article where it ends between paragraphs. */
function blockAtEnd(range: Range): Element {
  const { endContainer: end } = range;
  const element = end instanceof Element ? end : end.parentElement;
  return element?.closest('p, li, blockquote, h1, h2, h3, figcaption, article') ?? document.body;
}
