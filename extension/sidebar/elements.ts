/** Building DOM from text. Nothing here, or anywhere in the sidebar, reads text as HTML. */

import type { Phrasebook } from '../phrasebook';

export type Child = Node | string | null;

type Attributes = Readonly<Record<string, string | null>>;

/** Makes an element; attributes and children that are null are left out. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes,
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

const SVG = 'http://www.w3.org/2000/svg';

/** Makes a part of a drawing. */
export function drawn<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Attributes,
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

export function heading(text: string): HTMLElement {
  return element('h3', {}, text);
}

export function paragraph(text: Child, className: string | null = null): HTMLElement {
  return element('p', { class: className }, text);
}

/** `spoken` is what it is called where its label alone would not do. */
export function button(
  label: string,
  className: string,
  onClick: () => void,
  spoken: string | null = null,
): HTMLButtonElement {
  const made = element('button', { type: 'button', class: className, 'aria-label': spoken }, label);
  made.addEventListener('click', onClick);
  return made;
}

/** A link for an address of the web; any other scheme (javascript:, data:, file:) stays plain text. */
export function link(address: string, label: string, language: string | null, hint: string): HTMLElement {
  if (!isWebAddress(address)) return element('span', { class: 'title', lang: language, dir: 'auto' }, label);
  return element(
    'a',
    { class: 'title', href: address, target: '_blank', rel: 'noopener noreferrer' },
    element('span', { lang: language, dir: 'auto' }, label),
    element('span', { class: 'unseen' }, ` (${hint})`),
  );
}

/** The language to mark a text with; null where it is the one that everything here is in. */
export function foreign(book: Phrasebook, language: string | null): string | null {
  return language === book.language ? null : language;
}

export function isWebAddress(address: string): boolean {
  return URL.canParse(address) && ['http:', 'https:'].includes(new URL(address).protocol);
}
