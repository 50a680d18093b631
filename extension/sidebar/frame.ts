/**
 * How the sidebar stands on the page: at its side, as wide as the reader drew it, the page's text beside it and not
 * beneath. Everything goes through constructed style sheets, so that the page's DOM stays as it is.
 */

import type { Phrasebook } from '../phrasebook';
import {
  AT_FIRST,
  NARROWEST_PX,
  ofWidth,
  onOtherSide,
  type Standing,
  styleOfPage,
  styleOfSidebar,
  WIDEST_PX,
} from '../standing';
import { button, element } from './elements';

/** How far an arrow key moves the edge. */
const KEY_STEP_PX = 24;

/** Where the reader's last choice lies. */
export type Standings = {
  readonly read: () => Promise<Standing>;
  readonly save: (standing: Standing) => Promise<void>;
};

export type Frame = {
  /** The edge that can be dragged; it belongs into the sidebar's tree, before what it holds. */
  readonly handle: HTMLElement;
  /** Moves the sidebar to the other side. */
  readonly mover: HTMLButtonElement;
  /** For the sidebar's tree, after its other sheets. */
  readonly sheet: CSSStyleSheet;
  readonly open: () => void;
  readonly close: () => void;
};

export function createFrame(book: Phrasebook, host: HTMLElement, standings: Standings): Frame {
  const sheet = new CSSStyleSheet();
  const of_page = new CSSStyleSheet();
  const handle = element('div', {
    class: 'handle',
    role: 'separator',
    tabindex: '0',
    'aria-orientation': 'vertical',
    'aria-label': book.say('width'),
    'aria-valuemin': String(NARROWEST_PX),
    'aria-valuemax': String(WIDEST_PX),
  });
  const mover = button(book.say('move_side'), 'move', () => choose(onOtherSide(standing)));
  let standing = AT_FIRST;

  function stand(at: Standing): void {
    standing = at;
    sheet.replaceSync(styleOfSidebar(at));
    of_page.replaceSync(styleOfPage(at));
    handle.setAttribute('aria-valuenow', String(at.sidebar_width_px));
  }

  function choose(at: Standing): void {
    stand(at);
    void standings.save(at);
  }

  /** From the window's edge at which the sidebar stands, beside a scrollbar if there is one. */
  function widthAt({ clientX }: PointerEvent): number {
    const { left, right } = host.getBoundingClientRect();
    return standing.sidebar_side === 'right' ? right - clientX : clientX - left;
  }

  handle.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener('pointermove', (event) => {
    if (handle.hasPointerCapture(event.pointerId)) stand(ofWidth(standing, widthAt(event)));
  });
  handle.addEventListener('lostpointercapture', () => choose(standing));
  handle.addEventListener('keydown', ({ key }) => {
    const outward = standing.sidebar_side === 'right' ? 'ArrowLeft' : 'ArrowRight';
    if (key !== 'ArrowLeft' && key !== 'ArrowRight') return;
    const step = key === outward ? KEY_STEP_PX : -KEY_STEP_PX;
    choose(ofWidth(standing, standing.sidebar_width_px + step));
  });
  stand(AT_FIRST);
  void standings.read().then(stand);

  return {
    handle,
    mover,
    sheet,
    open() {
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, of_page];
    },
    close() {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== of_page);
    },
  };
}
