/**
 * The sidebar's place on the page: one element of ours with an open shadow root, so that neither side's
 * styles reach the other. It knows about focus, keys and announcements, not about what it shows.
 */

import type { Phrasebook } from '../phrasebook';
import { PRODUCT } from '../words';
import { button, element } from './elements';
import { createFrame, type Standings } from './frame';
import { keepPlace } from './place';
import style from './style.css?raw';

export const SIDEBAR_ELEMENT = 'sidelight-sidebar';

export type Panel = {
  readonly open: () => void;
  /** For whoever has asked for it; a sidebar that comes unasked leaves the reader where they are. */
  readonly takeFocus: () => void;
  /** Shows something else. As long as the subject stays the same, so does the reader's place in it. */
  readonly show: (shown: {
    readonly subject: string;
    readonly content: readonly HTMLElement[];
    readonly bar: readonly HTMLElement[];
    readonly announcement: string;
  }) => void;
  /** Says something to a screen reader, and shows nothing. */
  readonly announce: (text: string) => void;
  /** Unfolds and brings into view the part that a selector names, if it is there. */
  readonly reveal: (selector: string) => void;
  readonly close: () => void;
};

export function createPanel(book: Phrasebook, standings: Standings | null, onClose: () => void): Panel {
  // One per page: a copy of the extension from before an update may have left its own.
  for (const orphan of document.querySelectorAll(SIDEBAR_ELEMENT)) orphan.remove();
  const host = document.createElement(SIDEBAR_ELEMENT);
  const body = element('div', { class: 'body' });
  const bar = element('footer', { class: 'bar' });
  const status = element('p', { class: 'unseen', role: 'status' });
  const close_button = button(book.say('close'), 'close', onClose);
  const frame = standings === null ? null : createFrame(book, host, standings);
  const header = element('header', {}, element('h2', {}, PRODUCT), frame?.mover ?? null, close_button);
  const aside = element(
    'aside',
    { tabindex: '-1', 'aria-label': book.say('sidebar_label'), lang: book.language, dir: book.direction },
    header,
    status,
    body,
    bar,
  );
  host.popover = 'manual';
  const shadow = host.attachShadow({ mode: 'open' });
  applyStyle(shadow, frame?.sheet ?? null);
  shadow.append(...(frame === null ? [] : [frame.handle]), aside);

  let place: Place | null = null;
  let subject = '';

  // A page's own one-key shortcuts would otherwise act on what is typed to the sidebar.
  for (const kind of ['keydown', 'keypress', 'keyup'] as const) {
    host.addEventListener(kind, (event) => {
      event.stopPropagation();
      if (kind === 'keydown' && event.key === 'Escape') onClose();
    });
  }
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) onClose();
  };

  return {
    open() {
      // Focus inside the sidebar is no place to give back: the reader is trying again.
      if (document.activeElement !== host) place = rememberPlace();
      if (!host.isConnected) {
        // Not in the body, which pages that load themselves anew exchange as a whole.
        document.documentElement.append(host);
        // The top layer: there a page's transforms move nothing of ours, and nothing of the page lies above.
        host.showPopover();
        frame?.open();
        document.addEventListener('keydown', closeOnEscape);
      }
    },
    takeFocus() {
      aside.focus({ preventScroll: true });
    },
    show(shown) {
      const is_same = shown.subject === subject;
      subject = shown.subject;
      const returnTo = keepPlace(aside, body, shadow.activeElement);
      body.replaceChildren(...shown.content);
      bar.replaceChildren(...shown.bar);
      returnTo(is_same);
      status.textContent = shown.announcement;
    },
    announce(text) {
      status.textContent = text;
    },
    reveal(selector) {
      const part = body.querySelector(selector);
      const folded = part?.querySelector(':scope > details');
      if (folded instanceof HTMLDetailsElement) folded.open = true;
      part?.scrollIntoView({ block: 'start' });
    },
    close() {
      document.removeEventListener('keydown', closeOnEscape);
      host.remove();
      frame?.close();
      place?.restore();
      place = null;
    },
  };
}

type Place = { readonly restore: () => void };

/** Remembers what had the focus and what was selected, to give both back. */
function rememberPlace(): Place {
  const focused = document.activeElement;
  const selection = document.getSelection();
  const range = selection !== null && selection.rangeCount > 0 ? selection.getRangeAt(0).cloneRange() : null;
  return {
    restore() {
      if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
      // A selection that the reader has made since is the one to keep.
      if (range === null || selection === null || !selection.isCollapsed) return;
      selection.removeAllRanges();
      selection.addRange(range);
    },
  };
}

/** A constructed sheet isn't subject to the page's content security policy, as a style element would be. */
function applyStyle(shadow: ShadowRoot, of_frame: CSSStyleSheet | null): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  shadow.adoptedStyleSheets = of_frame === null ? [sheet] : [sheet, of_frame];
}
