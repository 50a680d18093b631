import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { askContext, askScan } from '../browser/asking';
import { keeper } from '../browser/keeper';
import { onReaderAsked } from '../browser/messages';
import { readPhrasebook } from '../browser/phrases';
import { readStanding, saveStanding } from '../browser/settings';
import { openShadow } from '../browser/shadow';
import { looksLikeArticle } from '../page/article';
import { readQuestion } from '../page/question';
import { readScannable } from '../page/scannable';
import { createSidebar } from '../sidebar/sidebar';

declare global {
  /** Set once this script runs in a page. */
  var sidelight_check_article: (() => void) | undefined;
}

export default defineUnlistedScript(() => {
  // Each click injects the script again; the first one in this page goes on listening.
  if (globalThis.sidelight_check_article !== undefined) return;
  const sidebar = createSidebar(
    readPhrasebook(),
    askContext,
    {
      looksLikeArticle: () => looksLikeArticle(document),
      read: (heard, signal) => readScannable(document, heard, signal),
      ask: askScan,
    },
    { read: readStanding, save: saveStanding },
    keeper,
  );
  globalThis.sidelight_check_article = () => void sidebar.checkUnasked();
  onReaderAsked((asked) => {
    if (asked.kind === 'check_article') void sidebar.checkArticle();
    else void sidebar.lookUp(readQuestion(document, openShadow, asked.menu_text, asked.is_in_frame));
  });
});
