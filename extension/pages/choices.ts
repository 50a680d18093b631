/** The part of the options page that says what is shown. Each change is kept at once. */

import { readChoices, saveChoices } from '../browser/settings';
import type { Certainty, Choices } from '../choices';
import type { MessageKey, Phrasebook } from '../phrasebook';
import { KINDS, type Kind } from '../service/contract';
import { element, paragraph } from '../sidebar/elements';
import * as words from '../words';
import { find } from './translate';

const CERTAINTIES: Readonly<Record<Certainty, MessageKey>> = {
  sure: 'certainty_sure',
  usual: 'certainty_usual',
  more: 'certainty_more',
};

/** `languages` are those of the index; those that were chosen before stay to be chosen, though it may lack them now. */
export async function showChoices(book: Phrasebook, languages: readonly string[]): Promise<void> {
  let choices = await readChoices();

  async function change(changed: Partial<Choices>): Promise<void> {
    choices = { ...choices, ...changed };
    await saveChoices(choices);
    find('#chosen', HTMLElement).textContent = book.say('saved');
  }

  find('#certainty', HTMLElement).append(
    ...Object.entries(CERTAINTIES).map(([certainty, name]) =>
      box('radio', 'certainty', certainty, choices.certainty === certainty, book.say(name), () =>
        change({ certainty: certainty as Certainty }),
      ),
    ),
  );
  find('#kinds', HTMLElement).append(
    ...KINDS.map((kind) =>
      box('checkbox', 'kind', kind, choices.kinds.includes(kind), words.kindOfDocument(book, kind), (is_on) =>
        change({ kinds: toggled<Kind>(choices.kinds, kind, is_on) }),
      ),
    ),
  );
  const to_choose = [...new Set([...choices.languages, ...languages])].sort();
  find('#languages', HTMLElement).append(
    ...(to_choose.length === 0 ? [paragraph(book.say('options_languages_unknown'), 'hint')] : []),
    ...to_choose.map((language) =>
      box(
        'checkbox',
        'language',
        language,
        choices.languages.includes(language),
        book.languageName(language),
        (is_on) => change({ languages: toggled(choices.languages, language, is_on) }),
      ),
    ),
  );
}

function box(
  type: 'radio' | 'checkbox',
  name: string,
  value: string,
  is_on: boolean,
  label: string,
  onChange: (is_on: boolean) => Promise<void>,
): HTMLElement {
  const input = element('input', { type, name, value, checked: is_on ? '' : null });
  input.addEventListener('change', () => void onChange(input.checked));
  return element('label', {}, input, ' ', label);
}

function toggled<T>(chosen: readonly T[], one: T, is_on: boolean): readonly T[] {
  const others = chosen.filter((each) => each !== one);
  return is_on ? [...others, one] : others;
}
