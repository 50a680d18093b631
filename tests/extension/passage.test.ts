import { describe, expect, it } from 'vitest';
import { addressAt } from '../../extension/sidebar/passage';

const PAGE = 'https://news.example/2007/briefing';

describe('the address of a page at a passage', () => {
  it('is the address itself where no passage is known', () => {
    expect(addressAt(PAGE, null)).toBe(PAGE);
  });

  it.each([
    ['not one shred of evidence', '#:~:text=not%20one%20shred%20of%20evidence'],
    ['fifty-two, & no more', '#:~:text=fifty%2Dtwo%2C%20%26%20no%20more'],
    ['keine „Beweise“', '#:~:text=keine%20%E2%80%9EBeweise%E2%80%9C'],
  ])('names the words of “%s”', (passage, fragment) => {
    expect(addressAt(PAGE, passage)).toBe(`${PAGE}${fragment}`);
  });

  it('names a long passage by its two ends', () => {
    const passage = 'One two three four five six seven eight nine ten eleven.';
    expect(addressAt(PAGE, passage)).toBe(
      `${PAGE}#:~:text=One%20two%20three%20four,eight%20nine%20ten%20eleven.`,
    );
  });

  it('leaves the part of the page that the address names', () => {
    expect(addressAt(`${PAGE}#fn3`, 'not one shred')).toBe(`${PAGE}#fn3:~:text=not%20one%20shred`);
  });

  it('is no address of the web where the page has none', () => {
    expect(addressAt('javascript:alert(1)', 'not one shred')).toBe('javascript:alert(1)');
  });
});
