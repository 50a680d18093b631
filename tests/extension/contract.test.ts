import { describe, expect, it } from 'vitest';
import { type Check, Mismatch } from '../../extension/check';
import {
  checkContextAnswer,
  checkContextRequest,
  checkIndexAnswer,
  checkProblem,
  checkScanAnswer,
} from '../../extension/service/contract';
import { type Example, readExamples } from './examples';

const CHECKS: Readonly<Record<string, Check<unknown>>> = {
  '/v1/context': checkContextAnswer,
  '/v1/index': checkIndexAnswer,
  '/v1/scan': checkScanAnswer,
};

function checkOf({ path, status }: Example): Check<unknown> {
  const check = status < 400 ? CHECKS[path] : checkProblem;
  if (check === undefined) throw new Error(`No check is known for answers of ${path}.`);
  return check;
}

type Path = readonly string[];

function pathsIn(value: unknown): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    [key],
    ...pathsIn(inner).map((path) => [key, ...path]),
  ]);
}

/** A copy in which what stands at the path is replaced. */
function withBroken(value: unknown, [key, ...rest]: Path, broken: unknown): unknown {
  if (key === undefined) return broken;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[key] = withBroken(copy[key], rest, broken);
  return copy;
}

// A function is no JSON value, so no field of the contract may ever be one.
const NO_JSON = () => 'broken';

describe.each(readExamples())('the contract example "$name"', (example) => {
  const check = checkOf(example);

  it('is read without loss', () => {
    const checked = check(example.response, '') as object;
    expect(checked).toMatchObject(example.response as object);
  });

  it.each(pathsIn(example.response).map((path) => [path.join('/'), path] as const))(
    'is refused if %s is of another type',
    (at, path) => {
      const broken = withBroken(example.response, path, NO_JSON);
      const reading = () => check(broken, '');
      expect(reading).toThrow(Mismatch);
      expect(reading).toThrow(`/${at}: expected`);
    },
  );
});

describe('reading an answer', () => {
  const [example] = readExamples().filter(({ path, status }) => path === '/v1/context' && status === 200);

  it.each(['kind', 'stance', 'relation', 'side', 'timing'])('refuses an unknown word for %s', (field) => {
    const broken = withBroken(example?.response, ['results', '0', 'matches', '0', field], 'maybe');
    expect(() => checkContextAnswer(broken, '')).toThrow(`/results/0/matches/0/${field}: expected one of`);
  });

  it.each(['document_id', 'claim', 'review', 'rating', 'rating_applies', 'why', 'also'])(
    'refuses a match without %s',
    (field) => {
      const broken = withBroken(example?.response, ['results', '0', 'matches', '0', field], undefined);
      expect(() => checkContextAnswer(broken, '')).toThrow('found nothing');
    },
  );

  it('drops fields that the contract does not name', () => {
    const more = withBroken(example?.response, ['surprise'], 1);
    expect(checkContextAnswer(more, '')).not.toHaveProperty('surprise');
  });

  it('never repeats what it found, only of what sort it was', () => {
    expect(() => checkContextAnswer('the secret sentence', '')).toThrow(
      'the whole: expected an object, found another string',
    );
  });
});

it('reads the request of every well-formed example as it is', () => {
  const requests = readExamples().filter(({ path, status }) => path === '/v1/context' && status !== 422);
  for (const { request } of requests) {
    const { sentences } = checkContextRequest({ page: {}, ...(request as object) }, '');
    expect(sentences).toEqual((request as { sentences: unknown }).sentences);
  }
  expect(requests.length).toBeGreaterThan(0);
});
