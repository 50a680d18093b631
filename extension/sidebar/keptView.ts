/** What is kept in this browser, each with its undoing; and the button that wipes all of it. */

import type { Keeping, Kept } from '../kept';
import type { MessageKey, Phrasebook } from '../phrasebook';
import { saveAsFile } from './download';
import { button, element, paragraph } from './elements';

type KeepingActions = {
  readonly keep: (keeping: Keeping) => void;
  readonly wipe: () => void;
};

export function renderKept(book: Phrasebook, kept: Kept, act: KeepingActions): readonly HTMLElement[] {
  const { muted_publishers, muted_sites, wrong_matches, quiet_on } = kept;
  const is_empty =
    muted_publishers.length + muted_sites.length + wrong_matches.length === 0 && quiet_on === null;
  const parts = [
    is_empty ? paragraph(book.say('kept_nothing')) : null,
    renderMuted(book, 'kept_publishers', muted_publishers, (site) =>
      act.keep({ kind: 'publisher_unmuted', site }),
    ),
    renderMuted(book, 'kept_sites', muted_sites, (site) => act.keep({ kind: 'site_unmuted', site })),
    quiet_on === null ? null : paragraph(book.say('kept_today', book.date(quiet_on))),
    wrong_matches.length === 0
      ? null
      : element(
          'p',
          {},
          book.counted('kept_wrong', wrong_matches.length),
          ' ',
          button(book.say('export_wrong'), 'quiet export', () =>
            saveAsFile('sidelight-wrong-matches.json', JSON.stringify(wrong_matches, null, 2)),
          ),
        ),
    element('p', { class: 'buttons' }, button(book.say('wipe'), 'wipe', act.wipe)),
  ];
  return parts.filter((part) => part !== null);
}

function renderMuted(
  { say }: Phrasebook,
  title: MessageKey,
  sites: readonly string[],
  undo: (site: string) => void,
): HTMLElement | null {
  if (sites.length === 0) return null;
  return element(
    'div',
    {},
    paragraph(say(title), 'label'),
    element(
      'ul',
      { class: 'muted' },
      ...sites.map((site) =>
        element(
          'li',
          {},
          `${site} `,
          button(say('undo'), 'quiet', () => undo(site), `${say('undo')}: ${site}`),
        ),
      ),
    ),
  );
}
