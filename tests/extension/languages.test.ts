import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPhrasebook } from '../../extension/phrasebook';

const EXTENSION = join(import.meta.dirname, '../../extension');
const LOCALES = join(EXTENSION, 'public/_locales');
const FOLDERS = readdirSync(LOCALES);

function messagesOf(folder: string): Readonly<Record<string, string>> {
  const file = JSON.parse(readFileSync(join(LOCALES, folder, 'messages.json'), 'utf8')) as Record<
    string,
    { message: string }
  >;
  return Object.fromEntries(Object.entries(file).map(([key, { message }]) => [key, message]));
}

function places(message: string): readonly string[] {
  return [...new Set(message.match(/\$\d/g))].sort();
}

const ENGLISH = messagesOf('en');
const STEMS = Object.keys(ENGLISH).flatMap((key) =>
  key.endsWith('_other') ? [key.replace(/_other$/, '')] : [],
);
const ONCE = Object.keys(ENGLISH).filter((key) => !STEMS.includes(key.replace(/_(one|other)$/, '')));

/** The forms that whole numbers up to a thousand take; some languages have one more for millions, and do without. */
function formsOf(folder: string): readonly string[] {
  const plural = new Intl.PluralRules(messagesOf(folder).locale_tag);
  return [...new Set(Array.from({ length: 1000 }, (_, total) => plural.select(total)))];
}

describe.each(FOLDERS)('in %s', (folder) => {
  const messages = messagesOf(folder);

  it('everything is said that is said in English, and nothing else', () => {
    const counted = STEMS.flatMap((stem) => formsOf(folder).map((form) => `${stem}_${form}`));
    expect(Object.keys(messages).sort()).toEqual([...ONCE, ...counted].sort());
    expect(Object.values(messages).filter((message) => message.trim() === '')).toEqual([]);
  });

  it('each message has its values', () => {
    const differing = ONCE.filter(
      (key) => places(messages[key] ?? '').join() !== places(ENGLISH[key] ?? '').join(),
    );
    expect(differing).toEqual([]);
    // "One of them" need not say its number.
    const lacking = STEMS.filter(
      (stem) =>
        places(messages[`${stem}_other`] ?? '').join() !== places(ENGLISH[`${stem}_other`] ?? '').join(),
    );
    expect(lacking).toEqual([]);
  });

  it('dates, lists and numbers are written as in its language', () => {
    const book = createPhrasebook(messages);
    expect(book.language).toBe(folder.slice(0, 2));
    expect(book.direction).toBe(folder === 'ar' ? 'rtl' : 'ltr');
    expect(book.date('2007-02-13')).toMatch(/2007|٢٠٠٧/);
    expect(book.all(['a', 'b'])).not.toBe('a, b');
  });
});

it('nothing is said that no part of the extension says', () => {
  const folders = ['.', 'background', 'browser', 'entrypoints', 'pages', 'reading-page', 'sidebar'];
  const sources = folders.flatMap((folder) =>
    readdirSync(join(EXTENSION, folder), { recursive: folder !== '.', encoding: 'utf8' })
      .filter((file) => /\.(ts|html)$/.test(file))
      .map((file) => readFileSync(join(EXTENSION, folder, file), 'utf8')),
  );
  const whole = sources.join('\n');
  const unsaid = [...ONCE, ...STEMS].filter((key) => !new RegExp(`['"_.]${key}(?![a-z])`).test(whole));
  expect(unsaid).toEqual([]);
});

it('names in Latin letters leave the order of an Arabic sentence as it is', () => {
  const book = createPhrasebook(messagesOf('ar'));
  expect(book.say('rated_by', 'Snopes', '5')).toBe('حكم \u2068Snopes\u2069: «5»');
  expect(createPhrasebook(ENGLISH).say('rated_by', 'Snopes', 'False')).toBe('Rated by Snopes: “False”');
});

it('a message without a value for its place says the rest', () => {
  const book = createPhrasebook({ ...ENGLISH, works: 'Connected$2: $1' });
  expect(book.say('works', '5')).toBe('Connected: 5');
});

describe.each(['options', 'welcome'])('the page %s', (page) => {
  const source = readFileSync(join(EXTENSION, 'entrypoints', page, 'index.html'), 'utf8');
  const said = [...source.matchAll(/data-say="(\w+)"[^>]*>([^<]*)</g)].map(([, key, text]) => [key, text]);

  it('says in its own HTML what it says in English', () => {
    expect(said.length).toBeGreaterThan(10);
    expect(said.filter(([key, text]) => ENGLISH[key ?? ''] !== text?.replace(/\s+/g, ' ').trim())).toEqual(
      [],
    );
  });
});
