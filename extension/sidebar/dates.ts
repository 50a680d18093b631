/** Dates and languages as a reader writes them, never more exact than they are known. Pure. */

const PARTS = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/;

/**
 * "2007" stays "2007", "2007-02" is "February 2007", "2007-02-13" and a moment of that day are
 * "13 February 2007". What is no ISO date is shown as it came.
 */
export function dateInWords(iso: string): string {
  const [, year, month, day] = PARTS.exec(iso) ?? [];
  if (year === undefined) return iso;
  const moment = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    year: 'numeric',
    ...(month !== undefined && { month: 'long' }),
    ...(day !== undefined && { day: 'numeric' }),
  }).format(moment);
}

/** "Portuguese" for "pt"; the tag itself where the browser has no name for it. */
export function languageInWords(tag: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag;
  } catch (cause) {
    if (cause instanceof RangeError) return tag;
    throw cause;
  }
}
