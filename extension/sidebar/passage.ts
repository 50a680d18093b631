/** The address of a page at a passage of it, as a text fragment: the browser scrolls there and marks the words. Pure. */

import { isWebAddress } from './elements';

/** A browser looks for a long text whole and fails on the smallest difference; its two ends are as sure and forgive more. */
const LONGEST_WHOLE = 10;
const WORDS_OF_AN_END = 4;

/** The address as it is where no passage is known, and for all that is no page of the web. */
export function addressAt(address: string, passage: string | null): string {
  if (passage === null || !isWebAddress(address)) return address;
  const directive = address.includes('#') ? ':~:text=' : '#:~:text=';
  return `${address}${directive}${fragmentOf(passage)}`;
}

function fragmentOf(passage: string): string {
  const words = passage.split(/\s+/).filter((word) => word !== '');
  if (words.length <= LONGEST_WHOLE) return encoded(words);
  return `${encoded(words.slice(0, WORDS_OF_AN_END))},${encoded(words.slice(-WORDS_OF_AN_END))}`;
}

/** A hyphen would mean that a text stands before or after the one that is looked for. */
function encoded(words: readonly string[]): string {
  return encodeURIComponent(words.join(' ')).replaceAll('-', '%2D');
}
