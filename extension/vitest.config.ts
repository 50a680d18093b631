import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

export default defineConfig({
  plugins: [WxtVitest()],
  // The tests lie outside of this folder; what they import by name is still found in its node_modules.
  resolve: { dedupe: ['vitest', 'wxt'] },
  server: { fs: { allow: ['..'] } },
  test: {
    dir: fileURLToPath(new URL('../tests/extension', import.meta.url)),
    environment: 'node',
    restoreMocks: true,
  },
});
