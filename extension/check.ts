/**
 * Checks of values that come from outside: the service's answers, messages, storage.
 *
 * A check either returns a typed copy that holds only what it names, or throws a `Mismatch` that says
 * where, what was expected and what kind of thing was found. It never repeats the value itself: that may
 * be a page's text.
 */

export type Check<T> = (value: unknown, path: string) => T;
export type Checked<C> = C extends Check<infer T> ? T : never;

type Fields = Readonly<Record<string, Check<unknown>>>;
type FieldsChecked<F extends Fields> = { readonly [K in keyof F]: Checked<F[K]> };

export class Mismatch extends Error {
  override readonly name = 'Mismatch';

  constructor(
    readonly path: string,
    readonly expected: string,
    readonly found: string,
  ) {
    super(`${path || 'the whole'}: expected ${expected}, found ${found}`);
  }
}

export const text: Check<string> = (value, path) =>
  typeof value === 'string' ? value : mismatch(path, 'a string', value);

export const flag: Check<boolean> = (value, path) =>
  typeof value === 'boolean' ? value : mismatch(path, 'true or false', value);

export const number: Check<number> = (value, path) =>
  typeof value === 'number' && Number.isFinite(value) ? value : mismatch(path, 'a number', value);

export const count: Check<number> = (value, path) =>
  Number.isInteger(value) && (value as number) >= 0
    ? (value as number)
    : mismatch(path, 'a whole number, zero or more', value);

/** A half-open range of UTF-16 code units, as strings are indexed: `text.slice(...range)`. */
export const range: Check<readonly [start: number, end: number]> = (value, path) => {
  const [start, end, ...rest] = list(count)(value, path);
  return start !== undefined && end !== undefined && start < end && rest.length === 0
    ? [start, end]
    : mismatch(path, 'two whole numbers, the second larger', value);
};

/** Any value at all: for a body that the next reader checks itself. */
export const unchecked: Check<unknown> = (value) => value;

export function oneOf<const T extends string>(...words: readonly T[]): Check<T> {
  return (value, path) =>
    words.find((word) => word === value) ?? mismatch(path, `one of ${words.join(', ')}`, value);
}

export function orNull<T>(check: Check<T>): Check<T | null> {
  return (value, path) => (value === null ? null : check(value, path));
}

/** For a field that may be absent; an absent one is read as null. */
export function orAbsent<T>(check: Check<T>): Check<T | null> {
  return (value, path) => (value === undefined ? null : check(value, path));
}

export function list<T>(check: Check<T>): Check<readonly T[]> {
  return (value, path) =>
    Array.isArray(value)
      ? value.map((item, position) => check(item, `${path}/${position}`))
      : mismatch(path, 'a list', value);
}

/** An object whose keys are not known beforehand. */
export function dictionary<T>(check: Check<T>): Check<Readonly<Record<string, T>>> {
  return (value, path) =>
    Object.fromEntries(
      Object.entries(object(value, path)).map(([key, item]) => [key, check(item, `${path}/${key}`)]),
    );
}

export function record<F extends Fields>(fields: F): Check<FieldsChecked<F>> {
  return (value, path) => {
    const found = object(value, path);
    const entries = Object.entries(fields).map(([key, check]) => [key, check(found[key], `${path}/${key}`)]);
    return Object.fromEntries(entries) as FieldsChecked<F>;
  };
}

/** Like `record`, but each field may be left out, and then stays out. */
export function partial<F extends Fields>(fields: F): Check<Partial<FieldsChecked<F>>> {
  return (value, path) => {
    const found = object(value, path);
    const present = Object.entries(fields).filter(([key]) => found[key] !== undefined);
    const entries = present.map(([key, check]) => [key, check(found[key], `${path}/${key}`)]);
    return Object.fromEntries(entries) as Partial<FieldsChecked<F>>;
  };
}

type Variants = Readonly<Record<string, Check<object>>>;
type OneVariant<V extends Variants> = {
  [K in keyof V & string]: { readonly kind: K } & Checked<V[K]>;
}[keyof V & string];

/** A tagged union: `kind` says which of the variants the other fields follow. */
export function tagged<V extends Variants>(variants: V): Check<OneVariant<V>> {
  const kinds = oneOf(...Object.keys(variants));
  return (value, path) => {
    const kind = kinds(object(value, path).kind, `${path}/kind`);
    const fields = variants[kind]?.(value, path);
    return { kind, ...fields } as OneVariant<V>;
  };
}

function object(value: unknown, path: string): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : mismatch(path, 'an object', value);
}

function mismatch(path: string, expected: string, value: unknown): never {
  throw new Mismatch(path, expected, describe(value));
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `another ${typeof value}`;
}
