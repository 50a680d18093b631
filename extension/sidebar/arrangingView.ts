/** The filters by kind and language, and the order. Folded, for most answers are short. */

import type { MessageKey } from '../phrasebook';
import type { Match } from '../service/contract';
import * as words from '../words';
import { type Arrangement, choicesOf, documentsOf, type Order } from './arrangement';
import type { Desk } from './desk';
import { element } from './elements';
import type { Tools } from './tools';

const ORDERS: Readonly<Record<Order, MessageKey>> = {
  relevance: 'order_relevance',
  newest: 'order_newest',
  oldest: 'order_oldest',
};

/** Null where there is nothing to choose: one document is shown as it is. */
export function renderArranging(
  { book, act }: Tools,
  { arrangement }: Desk,
  matches: readonly Match[],
): HTMLElement | null {
  if (matches.flatMap(documentsOf).length < 2) return null;
  const { kinds, languages } = choicesOf(matches);
  const change = (changed: Partial<Arrangement>) => act.arrange({ ...arrangement, ...changed });
  return element(
    'details',
    { class: 'arranging', id: 'arranging' },
    element('summary', {}, book.say('arrange')),
    renderOrder(book.say('sort_by'), arrangement.order, (order) => book.say(ORDERS[order]), change),
    kinds.length < 2
      ? null
      : renderChoices('kind', book.say('kinds'), kinds, arrangement.hidden_kinds, {
          name: (kind) => words.kindOfDocument(book, kind),
          hide: (hidden_kinds) => change({ hidden_kinds }),
        }),
    languages.length < 2
      ? null
      : renderChoices('language', book.say('languages'), languages, arrangement.hidden_languages, {
          name: (language) => book.languageName(language),
          hide: (hidden_languages) => change({ hidden_languages }),
        }),
  );
}

function renderOrder(
  label: string,
  chosen: Order,
  nameOf: (order: Order) => string,
  change: (changed: { readonly order: Order }) => void,
): HTMLElement {
  const orders = Object.keys(ORDERS) as readonly Order[];
  const select = element(
    'select',
    { id: 'order' },
    ...orders.map((order) =>
      element('option', { value: order, selected: order === chosen ? '' : null }, nameOf(order)),
    ),
  );
  select.addEventListener('change', () => {
    const order = orders.find((each) => each === select.value);
    if (order !== undefined) change({ order });
  });
  return element('p', {}, element('label', { for: 'order' }, label), ' ', select);
}

/** A box for each, ticked while it is shown. */
function renderChoices<T extends string>(
  prefix: string,
  legend: string,
  choices: readonly T[],
  hidden: readonly T[],
  { name, hide }: { name: (choice: T) => string; hide: (hidden: readonly T[]) => void },
): HTMLElement {
  return element(
    'fieldset',
    {},
    element('legend', {}, legend),
    ...choices.map((choice) => {
      const box = element('input', {
        type: 'checkbox',
        id: `${prefix}-${choice}`,
        checked: hidden.includes(choice) ? null : '',
      });
      box.addEventListener('change', () =>
        hide(box.checked ? hidden.filter((each) => each !== choice) : [...hidden, choice]),
      );
      return element('label', {}, box, ' ', name(choice));
    }),
  );
}
