/** Building DOM from text. Nothing here, or anywhere in the sidebar, reads text as HTML. */

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

export function button(label: string, className: string, onClick: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', class: className }, label);
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

function isWebAddress(address: string): boolean {
  return URL.canParse(address) && ['http:', 'https:'].includes(new URL(address).protocol);
}
