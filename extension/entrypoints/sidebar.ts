import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { askContext, askScan } from '../browser/asking';
import { keeper } from '../browser/keeper';
import { onReaderAsked } from '../browser/messages';
import { readPhrasebook } from '../browser/phrases';
import { readStanding, saveStanding } from '../browser/settings';
import { openShadow } from '../browser/shadow';
import { readQuestion } from '../page/question';
import { readScannable } from '../page/scannable';
import { createSidebar } from '../sidebar/sidebar';

declare global {
  var sidelight_is_here: true | undefined;
}

export default defineUnlistedScript(() => {
  // Each click injects the script again; the first one in this page goes on listening.
  if (globalThis.sidelight_is_here) return;
  globalThis.sidelight_is_here = true;
  const sidebar = createSidebar(
    readPhrasebook(),
    askContext,
    { read: (heard, signal) => readScannable(document, heard, signal), ask: askScan },
    { read: readStanding, save: saveStanding },
    keeper,
  );
  onReaderAsked((asked) => {
    if (asked.kind === 'check_article') void sidebar.checkArticle();
    else void sidebar.lookUp(readQuestion(document, openShadow, asked.menu_text, asked.is_in_frame));
  });
});
