/** From what the reader selected to what is asked of the service. */

import type { Question } from '../messages';
import { readFacts } from './facts';
import type { OpenShadow } from './reach';
import { readSelection, type Selected } from './selection';
import { splitSelection } from './sentences';

/** Returns null if the selection holds no words. */
export function toQuestion(page: Document, selected: Selected): Question | null {
  const facts = readFacts(page, selected.language);
  const { sentences, left_out, is_cut } = splitSelection(selected, facts.language);
  return sentences.length === 0 ? null : { request: { sentences, page: facts }, left_out, is_cut };
}

/**
 * Reads what the reader asked about. What is read from the page comes first, since the text around it can be read too
 * and its letters are those of the source; the menu's text stands in where the page's can't be read. After a click in
 * a frame it must be what the menu saw: the page may still hold an older selection of its own.
 */
export function readQuestion(
  page: Document,
  openShadow: OpenShadow,
  menu_text: string | null,
  is_in_frame: boolean,
): Question | null {
  const of_menu = menu_text === null ? null : { text: menu_text, before: '', after: '', language: null };
  const of_page = readSelection(page, openShadow);
  const is_other = is_in_frame && of_menu !== null && letters(of_page?.text ?? '') !== letters(of_menu.text);
  const selected = is_other ? of_menu : (of_page ?? of_menu);
  return selected === null ? null : toQuestion(page, selected);
}

/** Where there is no page to read from, only what the browser's menu saw of it. */
export function questionOfText(text: string): Question | null {
  const { sentences, left_out, is_cut } = splitSelection(
    { text, before: '', after: '', language: null },
    undefined,
  );
  return sentences.length === 0 ? null : { request: { sentences, page: {} }, left_out, is_cut };
}

/** A menu shows white space, and the case of letters, as they are on the screen. */
function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
