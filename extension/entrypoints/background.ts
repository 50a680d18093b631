import { defineBackground } from 'wxt/utils/define-background';
import { createAnswerer } from '../background/answer';
import { createAsker } from '../background/findContext';
import { welcomeNewReaders } from '../browser/firstRun';
import { onPanelOpened, onRequest } from '../browser/messages';
import { readServiceAddress, readServiceToken } from '../browser/settings';
import { openSidePanel, tellPanel } from '../browser/sidePanel';
import { followSites, requestSite } from '../browser/sites';
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
    const asker = createAsker({
      injectSidebar,
      tellTab,
      showCannotRun,
      openSidePanel,
      tellPanel,
      requestSite,
    });
    onTrigger(asker.ask);
    onPanelOpened(asker.takeForPanel);
    followSites();
    onRequest((message, sender) => answer(message, sender.tab?.id ?? OPTIONS_PAGE));
  },
});
