/**
 * Bundles the reading page's script. Unminified, so that what is committed can be read and compared.
 * tests/extension/reading-page.test.ts builds it again and compares.
 */

import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const BANNER =
  '// Built from extension/reading-page by: npm --prefix extension run reading-page. Do not edit.';

export const BUILT_FILE = fileURLToPath(new URL('../../server/static/reading-page.js', import.meta.url));

export async function bundleReadingPage() {
  const result = await build({
    absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
    entryPoints: ['reading-page/main.ts'],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    loader: { '.css': 'text' },
    banner: { js: BANNER },
    write: false,
  });
  const [bundle] = result.outputFiles;
  if (bundle === undefined) throw new Error('esbuild made no file.');
  return bundle.text;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(BUILT_FILE, await bundleReadingPage());
}
