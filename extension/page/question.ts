/** From what the reader selected to what is asked of the service. */

import type { Question } from '../messages';
import { readFacts } from './facts';
import { readSelection, type Selected } from './selection';
import { splitSelection } from './sentences';

/** Returns null if the selection holds no words. */
export function toQuestion(page: Document, selected: Selected): Question | null {
  const facts = readFacts(page, selected.language);
  const { sentences, left_out, is_cut } = splitSelection(selected, facts.language);
  return sentences.length === 0 ? null : { request: { sentences, page: facts }, left_out, is_cut };
}

/**
 * Reads what the reader asked about. The page's own selection comes first, since the text around it can be
 * read too; the menu's text stands in where the page's can't be read, and goes first where the click was in
 * a frame, because the page may still hold an older selection of its own.
 */
export function readQuestion(
  page: Document,
  menu_text: string | null,
  is_in_frame: boolean,
): Question | null {
  const of_menu = menu_text === null ? null : { text: menu_text, before: '', after: '', language: null };
  const of_page = readSelection(page.getSelection());
  const selected = is_in_frame ? (of_menu ?? of_page) : (of_page ?? of_menu);
  return selected === null ? null : toQuestion(page, selected);
}
