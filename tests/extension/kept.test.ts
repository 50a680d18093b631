import { describe, expect, it } from 'vitest';
import {
  checkKept,
  dayOf,
  isMarkedWrong,
  type Keeping,
  keep,
  NOTHING_KEPT,
  quietReason,
} from '../../extension/kept';

const WRONG = {
  ...{
    sentence: 'One.',
    document_id: 'd1',
    claim: 'A claim.',
    address: 'https://a.example',
    relation: 'disputes',
  },
  ...{ generation: 'g1', marked_on: '2026-11-25' },
};

describe('what is kept', () => {
  it.each<[Keeping, Keeping]>([
    [
      { kind: 'publisher_muted', site: 'a.example' },
      { kind: 'publisher_unmuted', site: 'a.example' },
    ],
    [
      { kind: 'site_muted', site: 'a.example' },
      { kind: 'site_unmuted', site: 'a.example' },
    ],
    [{ kind: 'quiet_until_tomorrow', day: '2026-11-25' }, { kind: 'quiet_no_more' }],
    [
      { kind: 'match_marked_wrong', match: WRONG },
      { kind: 'match_unmarked', match: WRONG },
    ],
  ])('by %o is undone again, and never held twice', (doing, undoing) => {
    const once = keep(NOTHING_KEPT, doing);
    expect(once).not.toEqual(NOTHING_KEPT);
    expect(keep(once, doing)).toEqual(once);
    expect(keep(once, undoing)).toEqual(NOTHING_KEPT);
  });

  it('is empty where nothing was stored, and read as it was stored', () => {
    expect(checkKept({}, '')).toEqual(NOTHING_KEPT);
    expect(checkKept({ wrong_matches: [WRONG], quiet_on: '2026-11-25' }, '')).toEqual({
      ...NOTHING_KEPT,
      quiet_on: '2026-11-25',
      wrong_matches: [WRONG],
    });
  });

  it('that does not fit is refused', () => {
    expect(() => checkKept({ muted_sites: 'a.example' }, '')).toThrow('expected a list');
  });
});

describe('Sidelight is quiet', () => {
  const kept = keep(NOTHING_KEPT, { kind: 'site_muted', site: 'a.example' });

  it('on a muted site and no other', () => {
    expect(quietReason(kept, 'a.example', '2026-11-25')).toBe('site');
    expect(quietReason(kept, 'b.example', '2026-11-25')).toBeNull();
    expect(quietReason(kept, null, '2026-11-25')).toBeNull();
  });

  it('on the day that was asked for and no longer', () => {
    const today = keep(NOTHING_KEPT, { kind: 'quiet_until_tomorrow', day: '2026-11-25' });
    expect(quietReason(today, null, '2026-11-25')).toBe('today');
    expect(quietReason(today, null, '2026-11-26')).toBeNull();
  });
});

it('a match is wrong for its sentence only', () => {
  const kept = keep(NOTHING_KEPT, { kind: 'match_marked_wrong', match: WRONG });
  expect(isMarkedWrong(kept, 'One.', 'd1')).toBe(true);
  expect(isMarkedWrong(kept, 'Two.', 'd1')).toBe(false);
  expect(isMarkedWrong(kept, 'One.', 'd2')).toBe(false);
});

it('a day ends at midnight by the clock on the wall', () => {
  expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
  expect(dayOf(new Date(2026, 0, 6, 0, 0))).toBe('2026-01-06');
});
