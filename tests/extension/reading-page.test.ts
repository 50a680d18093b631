// @vitest-environment node
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BUILT_FILE, bundleReadingPage } from '../../extension/reading-page/bundle.mjs';

it('the committed script of the reading page is what its sources make (else: npm run reading-page)', async () => {
  expect(readFileSync(BUILT_FILE, 'utf8')).toBe(await bundleReadingPage());
});
