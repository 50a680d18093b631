import { describe, expect, it } from 'vitest';
import { stretchesOf } from '../../extension/sidebar/timeline';

function places(...dates: readonly string[]): readonly (readonly [number, number] | null)[] {
  return stretchesOf(dates).map((each) => each && [Number(each.from.toFixed(2)), Number(each.to.toFixed(2))]);
}

describe('a date on the line', () => {
  it('stands as far from the others as it is in time', () => {
    expect(places('2011-01-01', '2012-01-01', '2013-01-01')).toEqual([
      [0.06, 0.06],
      [0.5, 0.5],
      [0.94, 0.94],
    ]);
  });

  it('stretches over the year or month that it may lie in', () => {
    expect(places('2011', '2012-12-31')).toEqual([
      [0.06, 0.5],
      [0.94, 0.94],
    ]);
    expect(places('2011-01', '2011-03-31')).toEqual([
      [0.06, 0.36],
      [0.94, 0.94],
    ]);
  });

  it('stands in the middle where there is one day only', () => {
    expect(places('2011-07-13', '2011-07-13')).toEqual([
      [0.5, 0.5],
      [0.5, 0.5],
    ]);
  });

  it('is nowhere if it is none', () => {
    expect(places('before the war', '2011-07-13', '2011-07-14')[0]).toBeNull();
  });
});
