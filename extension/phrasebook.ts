/**
 * The sentences of one language, and how that language counts, lists, and writes dates. Where the sentences come
 * from is not known here: the extension has them from the browser, the service's own page from the English file.
 */

import type english from './public/_locales/en/messages.json';

export type MessageKey = keyof typeof english;
/** A message that is there once for each plural form that its language has, as `…_one` and `…_other`. */
export type CountedKey = MessageKey extends infer Key
  ? Key extends `${infer Stem}_other`
    ? Stem
    : never
  : never;

/** By key, with `$1` to `$9` where values go. Must hold every MessageKey; plural forms beyond English's are looked for. */
export type Messages = Readonly<Record<string, string>>;

export type Phrasebook = {
  /** The tag of the language that is spoken, which need not be the browser's: it may lack ours. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly say: (key: MessageKey, ...values: readonly string[]) => string;
  /** The message in the plural form that the number asks for; the number itself is `$1`. */
  readonly counted: (key: CountedKey, total: number, ...values: readonly string[]) => string;
  readonly number: (value: number) => string;
  /** "a, b and c" */
  readonly all: (parts: readonly string[]) => string;
  /** "a, b, c" */
  readonly listed: (parts: readonly string[]) => string;
  readonly date: (iso: string) => string;
  /** "13:05" */
  readonly time: (moment: Date) => string;
  readonly languageName: (tag: string) => string;
};

const RIGHT_TO_LEFT = ['ar'];

export function createPhrasebook(messages: Messages): Phrasebook {
  const tag = messages.locale_tag ?? 'en';
  const language = new Intl.Locale(tag).language;
  const direction = RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr';
  const isolate = isolated(direction);
  const fill = (message: string, values: readonly string[]) => filled(message, values.map(isolate));
  const say: Phrasebook['say'] = (key, ...values) => fill(messages[key] ?? key, values);
  const plural = new Intl.PluralRules(tag);
  const number = (value: number) => value.toLocaleString(tag);
  const conjunction = new Intl.ListFormat(tag);
  const unit = new Intl.ListFormat(tag, { type: 'unit' });
  const clock = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit' });
  return {
    language,
    direction,
    say,
    counted(key, total, ...values) {
      const form = messages[`${key}_${plural.select(total)}`] ?? messages[`${key}_other`] ?? key;
      return fill(form, [number(total), ...values]);
    },
    number,
    all: (parts) => conjunction.format(parts.map(isolate)),
    listed: (parts) => unit.format(parts.map(isolate)),
    date: (iso) => dateInWords(iso, tag),
    time: (moment) => clock.format(moment),
    languageName: (of) => languageInWords(of, tag),
  };
}

/** Keeps a name in Latin letters from turning the order of an Arabic sentence around it. */
function isolated(direction: Phrasebook['direction']): (value: string) => string {
  return (value) => (direction === 'rtl' && /\p{Script=Latin}/u.test(value) ? `\u2068${value}\u2069` : value);
}

function filled(message: string, values: readonly string[]): string {
  return message.replace(/\$([1-9])/g, (_place, digit: string) => values[Number(digit) - 1] ?? '');
}

const PARTS = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/;

/**
 * Never more exact than it is known: "2007" stays "2007", "2007-02" is "February 2007", "2007-02-13" and a moment of
 * that day are "13 February 2007". What is no ISO date is shown as it came.
 */
function dateInWords(iso: string, tag: string): string {
  const [, year, month, day] = PARTS.exec(iso) ?? [];
  if (year === undefined) return iso;
  const moment = Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  return new Intl.DateTimeFormat(tag, {
    timeZone: 'UTC',
    year: 'numeric',
    ...(month !== undefined && { month: 'long' }),
    ...(day !== undefined && { day: 'numeric' }),
  }).format(moment);
}

/** "Portuguese" for "pt"; the tag itself where the browser has no name for it. */
function languageInWords(of: string, tag: string): string {
  try {
    return new Intl.DisplayNames(tag, { type: 'language' }).of(of) ?? of;
  } catch (cause) {
    if (cause instanceof RangeError) return of;
    throw cause;
  }
}
