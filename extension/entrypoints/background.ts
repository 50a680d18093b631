import { defineBackground } from 'wxt/utils/define-background';
import { createAnswerer } from '../background/answer';
import { findContext } from '../background/findContext';
import { welcomeNewReaders } from '../browser/firstRun';
import { onRequest } from '../browser/messages';
import { readServiceAddress, readServiceToken } from '../browser/settings';
import { injectSidebar, tellTab } from '../browser/tabs';
import { onTrigger, showCannotRun } from '../browser/triggers';
import { ANSWER_TIMEOUT_MS } from '../service/client';

/** The options page is no tab's content script and may be open beside any; no tab has this number. */
const OPTIONS_PAGE = -1;

export default defineBackground({
  persistent: false,
  main() {
    const answer = createAnswerer(
      (access) => ({ ...access, fetch: fetch.bind(globalThis), timeout_ms: ANSWER_TIMEOUT_MS }),
      async () => ({ address: await readServiceAddress(), token: await readServiceToken() }),
    );
    welcomeNewReaders();
    onTrigger((trigger) => findContext({ injectSidebar, tellTab, showCannotRun }, trigger));
    onRequest((message, sender) => answer(message, sender.tab?.id ?? OPTIONS_PAGE));
  },
});
