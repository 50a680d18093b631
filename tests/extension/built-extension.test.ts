/** Looks at what `npm run build` made; `npm run test:all` builds first. */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const BUILT = join(import.meta.dirname, '../../extension/.output');
const LOOPBACK = 'http://127.0.0.1/*';
const PERMISSIONS = ['activeTab', 'contextMenus', 'scripting', 'storage'];
/** Never given with the installation: the browser asks the reader for one site at a time. */
const SITES = ['http://*/*', 'https://*/*'];

type Manifest = Readonly<Record<string, unknown>>;

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(BUILT, folder, 'manifest.json'), 'utf8')) as Manifest;
}

/** Chrome's id of an extension: the start of its public key's hash, in the letters a to p. */
function idOf(key: string): string {
  const hash = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex');
  return [...hash.slice(0, 32)].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}

describe('the extension for Chrome', () => {
  const manifest = manifestOf('chrome-mv3');

  it('asks for the clicked tab, the menus, its own panel and the loopback service, and for nothing else', () => {
    expect([...(manifest.permissions as string[])].sort()).toEqual([...PERMISSIONS, 'sidePanel'].sort());
    expect(manifest.host_permissions).toEqual([LOOPBACK]);
    expect(manifest.optional_host_permissions).toEqual(SITES);
    expect(manifest).not.toHaveProperty('optional_permissions');
  });

  it('always has the id whose origin the service accepts', () => {
    expect(idOf(String(manifest.key))).toBe('pmdjeooafagokpdkaolddjhjnimfdjad');
  });
});

describe('the extension for Firefox', () => {
  const manifest = manifestOf('firefox-mv2');

  it('asks for the clicked tab, the menus and the loopback service, and for nothing else', () => {
    expect(manifest.permissions).toEqual([...PERMISSIONS, LOOPBACK]);
    expect(manifest.optional_permissions).toEqual(SITES);
    expect(manifest).not.toHaveProperty('host_permissions');
    expect(manifest).not.toHaveProperty('optional_host_permissions');
  });

  it('declares that it collects nothing', () => {
    expect(manifest.browser_specific_settings).toMatchObject({
      gecko: { strict_min_version: '153.0', data_collection_permissions: { required: ['none'] } },
    });
  });
});

describe("Mozilla's linter", () => {
  it('finds no error in the extension for Firefox, and warns of nothing but Readability', () => {
    const linter = join(import.meta.dirname, '../../extension/node_modules/.bin/web-ext');
    const { stdout } = spawnSync(
      linter,
      ['lint', '--source-dir', join(BUILT, 'firefox-mv2'), '--output', 'json', '--no-config-discovery'],
      { encoding: 'utf8' },
    );
    const { errors, notices, warnings } = JSON.parse(stdout) as Record<
      string,
      { code: string; file: string }[]
    >;
    expect([errors, notices]).toEqual([[], []]);
    // It puts markup back where it took it from, twice, on the copy of the page that it takes apart.
    expect(warnings?.map(({ code, file }) => `${code} in ${file}`)).toEqual(
      Array(2).fill('UNSAFE_VAR_ASSIGNMENT in sidebar.js'),
    );
  }, 120_000);
});

describe.each(['chrome-mv3', 'firefox-mv2'])('the built folder %s', (folder) => {
  const manifest = manifestOf(folder);

  it('names no other site, and puts no script into pages by itself', () => {
    const text = JSON.stringify(manifest);
    expect(text).not.toContain('<all_urls>');
    expect(text.match(/[a-z*]+:\/\/[^"]*/g)?.sort()).toEqual([LOOPBACK, ...SITES].sort());
    expect(manifest).not.toHaveProperty('content_scripts');
    expect(manifest).not.toHaveProperty('web_accessible_resources');
  });

  it('assigns the shortcut', () => {
    expect(manifest.commands).toMatchObject({
      'find-context': { suggested_key: { default: 'Ctrl+Shift+Y' } },
    });
  });

  it('speaks six languages, English where it lacks the reader’s', () => {
    expect(manifest.default_locale).toBe('en');
    expect(readdirSync(join(BUILT, folder, '_locales')).sort()).toEqual([
      'ar',
      'de',
      'en',
      'es',
      'fr',
      'pt_BR',
      'pt_PT',
    ]);
  });

  it('holds a sidebar of less than 60 KB gzipped', () => {
    expect(gzipSync(readFileSync(join(BUILT, folder, 'sidebar.js'))).length).toBeLessThan(60_000);
  });

  it('holds the sidebar, the options page and the icons that it names', () => {
    const icons = Object.values(manifest.icons as Record<string, string>);
    expect(icons).toHaveLength(4);
    for (const file of [
      'sidebar.js',
      'site.js',
      'background.js',
      'options.html',
      'sidepanel.html',
      'welcome.html',
      ...icons,
    ]) {
      expect(existsSync(join(BUILT, folder, file)), file).toBe(true);
    }
  });
});
