/** Where on the page the sidebar stands, and how wide. Pure. */

import { type Checked, count, oneOf, record } from './check';

export const checkStanding = record({ sidebar_side: oneOf('left', 'right'), sidebar_width_px: count });

export type Standing = Checked<typeof checkStanding>;

export const AT_FIRST: Standing = { sidebar_side: 'right', sidebar_width_px: 384 };

/** A narrower one breaks words, a wider one leaves no page to read beside it. */
export const NARROWEST_PX = 280;
export const WIDEST_PX = 720;
/** What must be left to a page for its text to be moved aside; on a narrower one the sidebar lies above it. */
const LEAST_PAGE_PX = 480;

export function ofWidth(standing: Standing, width_px: number): Standing {
  const sidebar_width_px = Math.round(Math.min(WIDEST_PX, Math.max(NARROWEST_PX, width_px)));
  return { ...standing, sidebar_width_px };
}

export function onOtherSide(standing: Standing): Standing {
  return { ...standing, sidebar_side: standing.sidebar_side === 'right' ? 'left' : 'right' };
}

/** For the sidebar's own tree. */
export function styleOfSidebar({ sidebar_side, sidebar_width_px }: Standing): string {
  const other = sidebar_side === 'right' ? 'left' : 'right';
  return (
    `:host { ${sidebar_side}: 0 !important; ${other}: auto !important; ` +
    `inline-size: min(${sidebar_width_px}px, 100%) !important; }` +
    `.handle { ${other}: 0; } aside { border-${other}: 1px solid var(--rule); }`
  );
}

/**
 * For the page: on a wide window it makes room. The root gets narrower, since many pages set their own widths on what
 * is in it, and parts that are as wide as the window are held within it.
 */
export function styleOfPage({ sidebar_side, sidebar_width_px }: Standing): string {
  const rest = `calc(100% - ${sidebar_width_px}px)`;
  return (
    `@media screen and (min-width: ${sidebar_width_px + LEAST_PAGE_PX}px) {` +
    `html { box-sizing: border-box !important; width: ${rest} !important; min-width: 0 !important; ` +
    `max-width: ${rest} !important; margin-${sidebar_side}: ${sidebar_width_px}px !important; }` +
    'body { min-width: 0 !important; max-width: 100% !important; } }'
  );
}
