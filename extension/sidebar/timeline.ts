/** Where dates stand on a line, each as exactly as it is known. Pure. */

/** A stretch of time on the line, from 0 (its left end) to 1. */
export type Stretch = { readonly from: number; readonly to: number };

const PARTS = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/;
const DAY_MS = 86_400_000;
/** Room at either end, so that nothing sits on the edge; a larger share draws everything closer together. */
const MARGIN = 0.06;

/**
 * Lays dates out on one line: a day is a point, "2007-02" and "2007" stretch over their month and year. Null for what
 * is no date. If all of them are one and the same day, they stand in the middle.
 */
export function stretchesOf(dates: readonly string[]): readonly (Stretch | null)[] {
  const days = dates.map(daysOf);
  const known = days.filter((each) => each !== null);
  const first = Math.min(...known.map(({ from }) => from));
  const last = Math.max(...known.map(({ to }) => to));
  const place = (day: number) =>
    first === last ? 0.5 : MARGIN + ((day - first) / (last - first)) * (1 - 2 * MARGIN);
  return days.map((each) => each && { from: place(each.from), to: place(each.to) });
}

/** The first and the last day that a date may mean, in days since 1970. */
function daysOf(iso: string): { from: number; to: number } | null {
  const [, year, month, day] = PARTS.exec(iso) ?? [];
  if (year === undefined) return null;
  const from = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)) / DAY_MS;
  if (day !== undefined) return { from, to: from };
  const after =
    month === undefined ? Date.UTC(Number(year) + 1, 0, 1) : Date.UTC(Number(year), Number(month), 1);
  return { from, to: after / DAY_MS - 1 };
}
