/**
 * Where the reader's selection is: in the page itself, in a frame, in a shadow tree, or in a text field. A page's own
 * `getSelection()` sees the first of these only.
 */

import { elementOf } from './flow';

/** The browser's own way into closed shadow trees, which only extensions have; null for an element without a tree. */
export type OpenShadow = (element: Element) => ShadowRoot | null;

export type Reached =
  | { readonly kind: 'range'; readonly range: Range }
  | {
      readonly kind: 'field';
      readonly text: string;
      readonly start: number;
      readonly end: number;
      readonly field: Element;
    };

/** Null where nothing is selected, or only in a frame of another site: what is in there only the browser's menu sees. */
export function reachSelection(page: Document, openShadow: OpenShadow): Reached | null {
  const frame = frameOf(page.activeElement);
  const inner = frame === null ? null : documentOf(frame);
  const reached = inner === null ? null : reachSelection(inner, openShadow);
  return reached ?? fieldIn(page, openShadow) ?? rangeIn(page, openShadow);
}

function frameOf(element: Element | null): HTMLIFrameElement | null {
  return element?.localName === 'iframe' || element?.localName === 'frame'
    ? (element as HTMLIFrameElement)
    : null;
}

/** Null for a frame of another origin. Asking for its document is no error, only its contents would be. */
function documentOf(frame: HTMLIFrameElement): Document | null {
  try {
    return frame.contentDocument;
  } catch {
    // Firefox refuses by an exception what Chromium refuses by null.
    return null;
  }
}

function rangeIn(page: Document, openShadow: OpenShadow): Reached | null {
  const selection = page.getSelection();
  if (selection === null || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!range.collapsed) return { kind: 'range', range };
  const roots = shadowRoots(page, openShadow);
  if (roots.length === 0) return null;
  const [inner] = selection.getComposedRanges({ shadowRoots: [...roots] });
  return inner === undefined || inner.collapsed ? null : { kind: 'range', range: liveRange(page, inner) };
}

/** A selection that leaves a shadow tree at one end is read up to the tree's edge. */
function liveRange(page: Document, composed: StaticRange): Range {
  const range = page.createRange();
  range.setStart(composed.startContainer, composed.startOffset);
  if (composed.startContainer.getRootNode() === composed.endContainer.getRootNode()) {
    range.setEnd(composed.endContainer, composed.endOffset);
  } else {
    const root = composed.startContainer.getRootNode();
    range.setEnd(root, root.childNodes.length);
  }
  return range;
}

function shadowRoots(root: Document | ShadowRoot, openShadow: OpenShadow): readonly ShadowRoot[] {
  return [...root.querySelectorAll('*')].flatMap((element) => {
    const shadow = openShadow(element);
    return shadow === null ? [] : [shadow, ...shadowRoots(shadow, openShadow)];
  });
}

/** A letter to the editor, a draft: never a password, nor any field that is not for prose. */
function fieldIn(page: Document, openShadow: OpenShadow): Reached | null {
  let field = page.activeElement;
  for (let inner = field; inner !== null; inner = openShadow(inner)?.activeElement ?? null) field = inner;
  const is_prose =
    field?.localName === 'textarea' ||
    (field?.localName === 'input' && ['text', 'search'].includes((field as HTMLInputElement).type));
  if (field === null || !is_prose) return null;
  const { value, selectionStart, selectionEnd } = field as HTMLTextAreaElement;
  if (selectionStart === selectionEnd) return null;
  return { kind: 'field', text: value, start: selectionStart, end: selectionEnd, field };
}

/** The language tag nearest to a place, as the page wrote it; a shadow tree or a frame inherits from around it. */
export function languageAt(node: Node): string | null {
  for (let element = elementOf(node); element !== null; element = hostOf(element)) {
    const named = element.closest('[lang]')?.getAttribute('lang');
    if (named) return named;
  }
  return null;
}

function hostOf(element: Element): Element | null {
  const root = element.getRootNode();
  return 'host' in root
    ? (root as ShadowRoot).host
    : (element.ownerDocument.defaultView?.frameElement ?? null);
}
