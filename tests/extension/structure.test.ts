import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../extension');

/** Leaves: they may import each other and nothing else of ours. */
const LEAVES = [
  'check',
  'choices',
  'errors',
  'failureWords',
  'kept',
  'marks',
  'messages',
  'standing',
  'phrasebook',
  'together',
  'words',
  'service/contract',
  'service/address',
];

/** What each folder may import besides itself and the leaves. Page, service and sidebar don't know each other. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  page: [],
  service: [],
  sidebar: [],
  browser: [],
  background: ['service'],
  'reading-page': ['page', 'service', 'sidebar'],
  pages: ['browser', 'service', 'sidebar'],
  entrypoints: ['background', 'browser', 'page', 'pages', 'service', 'sidebar'],
};

const FILES = [
  ...LEAVES.filter((leaf) => !leaf.includes('/')),
  ...Object.keys(MAY_IMPORT).flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(folder, file.replace(/\.ts$/, ''))),
  ),
];

function source(file: string): string {
  return readFileSync(join(ROOT, `${file}.ts`), 'utf8');
}

/** What a file imports of ours, as paths from the extension's folder; styles and messages are no modules. */
function importsOf(file: string): readonly string[] {
  return [...source(file).matchAll(/from '(\.[^']+)'/g)]
    .map(([, to]) => relative(ROOT, join(ROOT, dirname(file), to ?? '')))
    .filter((to) => !to.endsWith('?raw') && !to.endsWith('.json'));
}

function folderOf(file: string): string {
  return file.split('/')[0] ?? '';
}

describe('imports run one way', () => {
  it.each(FILES)('in %s', (file) => {
    const allowed = LEAVES.includes(file) ? [] : [folderOf(file), ...(MAY_IMPORT[folderOf(file)] ?? [])];
    const wrong = importsOf(file).filter((to) => !LEAVES.includes(to) && !allowed.includes(folderOf(to)));
    expect(wrong).toEqual([]);
  });

  it('and an entrypoint is never imported', () => {
    const imported = FILES.flatMap(importsOf).filter((to) => folderOf(to) === 'entrypoints');
    expect(imported).toEqual([]);
  });
});

describe('there is one door', () => {
  it('to the network: only the client calls the fetch that it is handed', () => {
    expect(
      FILES.filter((file) => /\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|EventSource/.test(source(file))),
    ).toEqual(['service/client']);
  });

  it('to the browser: only its folder knows the extension APIs', () => {
    const knowing = FILES.filter((file) => /'wxt\/browser'|\bchrome\./.test(source(file)));
    expect(knowing.map(folderOf)).toEqual(knowing.map(() => 'browser'));
    expect(knowing.length).toBeGreaterThan(0);
  });

  it('to the storage: only the settings keep anything', () => {
    const storing = FILES.filter((file) =>
      /\.storage\b|localStorage|sessionStorage|indexedDB|cookie/.test(source(file)),
    );
    expect(storing).toEqual(['browser/settings']);
  });
});

it('no text is ever read as HTML', () => {
  const reading =
    /innerHTML|outerHTML|insertAdjacentHTML|DOMParser|createContextualFragment|setHTML|document\.write/;
  expect(FILES.filter((file) => reading.test(source(file)))).toEqual([]);
});

it('the lock file names no registry', () => {
  expect(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).not.toContain('"resolved"');
});

it('every package is pinned to one version', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  expect(Object.values(devDependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});
