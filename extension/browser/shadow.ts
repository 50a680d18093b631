/** The way into shadow trees, closed ones included, that browsers keep for extensions. */

import { browser } from 'wxt/browser';

type WithShadow = Element & { readonly openOrClosedShadowRoot?: ShadowRoot | null };

export function openShadow(element: Element): ShadowRoot | null {
  // Firefox has it on the element, Chrome as a function of its own for HTML elements.
  const of_firefox = (element as WithShadow).openOrClosedShadowRoot;
  if (of_firefox !== undefined) return of_firefox;
  return element instanceof HTMLElement ? browser.dom.openOrClosedShadowRoot(element) : element.shadowRoot;
}
