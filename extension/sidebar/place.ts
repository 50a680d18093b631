/** Keeps the reader's place while what the sidebar shows is made anew: scrolling, what is unfolded, the focus. */

/**
 * Notes the place in `body`; the function it returns goes back there once the content has changed. If it is about
 * something else now, the place is its beginning.
 */
export function keepPlace(
  aside: HTMLElement,
  body: HTMLElement,
  focused: Element | null,
): (is_same: boolean) => void {
  const scrolled = body.scrollTop;
  const unfolded = [...body.querySelectorAll('details[open][id]')].map(({ id }) => id);
  const held_focus = focused !== null && focused !== aside && aside.contains(focused);
  const control = focused instanceof HTMLElement ? nameOf(aside, focused) : null;
  const card = focused?.closest<HTMLElement>('.match') ?? null;
  const position = card === null ? -1 : cardsIn(body).indexOf(card);

  return (is_same) => {
    if (is_same) {
      for (const id of unfolded) find(body, `details[id=${quoted(id)}]`)?.setAttribute('open', '');
    }
    body.scrollTop = is_same ? scrolled : 0;
    if (!held_focus || (focused !== null && aside.contains(focused))) return;
    const again = is_same && control !== null ? find(aside, control) : null;
    const cards = cardsIn(body);
    // The card that was used may be gone; the one that took its place is where the reader is now.
    const instead = is_same && position >= 0 ? (cards[position] ?? cards[cards.length - 1]) : null;
    focus(again ?? instead ?? aside);
  };
}

/** A selector for the control that has the focus, if it will be there again: one with an id, or alone of its class. */
function nameOf(aside: HTMLElement, focused: HTMLElement): string | null {
  const owner = focused.closest('[id]');
  if (owner === focused) return `[id=${quoted(focused.id)}]`;
  if (owner !== null && focused.localName === 'summary') return `[id=${quoted(owner.id)}] > summary`;
  const selector = `${focused.localName}[class=${quoted(focused.className)}]`;
  return aside.querySelectorAll(selector).length === 1 ? selector : null;
}

function focus(part: HTMLElement): void {
  if (part.tabIndex < 0) part.tabIndex = -1;
  part.focus({ preventScroll: true });
}

function cardsIn(body: HTMLElement): readonly HTMLElement[] {
  return [...body.querySelectorAll<HTMLElement>('.match')];
}

function find(place: HTMLElement, selector: string): HTMLElement | null {
  return place.querySelector<HTMLElement>(selector);
}

/** As a CSS string: ids hold what documents are called. */
function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
