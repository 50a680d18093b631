/** The shared contract examples, and the one match from which the tests make their own. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AS_SHIPPED, type Choices } from '../../extension/choices';
import { type Kept, NOTHING_KEPT } from '../../extension/kept';
import { createPhrasebook } from '../../extension/phrasebook';
import english from '../../extension/public/_locales/en/messages.json';
import { type ContextAnswer, checkContextAnswer, type Match } from '../../extension/service/contract';
import type { Standings } from '../../extension/sidebar/frame';
import { AT_FIRST } from '../../extension/standing';

/** The sentences as an English reader sees them. */
export const ENGLISH = createPhrasebook(
  Object.fromEntries(Object.entries(english).map(([key, { message }]) => [key, message])),
);

import type { Keeper } from '../../extension/sidebar/sidebar';

export type Example = {
  readonly name: string;
  readonly path: string;
  readonly status: number;
  readonly request: unknown;
  readonly response: unknown;
};

const FOLDER = join(import.meta.dirname, '../contract');

export function readExamples(): readonly Example[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Example);
}

export function exampleAnswer(): ContextAnswer {
  const found = readExamples().find(({ name }) => name === 'two sentences, one with context and one without');
  return checkContextAnswer(found?.response, '');
}

export function exampleMatch(): Match {
  const match = exampleAnswer().results[0]?.matches[0];
  if (match === undefined) throw new Error('The contract example holds no match any more.');
  return match;
}

/** A place for the sidebar that nobody keeps. */
export const STANDINGS: Standings = {
  read: () => Promise.resolve(AT_FIRST),
  save: () => Promise.resolve(),
};

/** A keeper that keeps in memory; what it holds can be looked at. */
export function memoryKeeper(kept: Kept = NOTHING_KEPT, choices: Choices = AS_SHIPPED) {
  const memory = { kept };
  const keeper: Keeper = {
    site: 'news.example',
    read: () => Promise.resolve({ kept: memory.kept, choices }),
    async save(changed) {
      memory.kept = changed;
    },
    async wipe() {
      memory.kept = NOTHING_KEPT;
    },
  };
  return { keeper, memory };
}
