import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { ask, onReaderAsked } from '../browser/messages';
import { readPhrasebook } from '../browser/phrases';
import { readStanding, saveStanding } from '../browser/settings';
import { openShadow } from '../browser/shadow';
import { type Check, Mismatch } from '../check';
import type { Failure } from '../errors';
import type { ToBackground } from '../messages';
import { readQuestion } from '../page/question';
import { readScannable } from '../page/scannable';
import { checkContextAnswer, checkScanAnswer } from '../service/contract';
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
    (request) => askBackground({ kind: 'ask', request }, checkContextAnswer),
    {
      read: (heard, signal) => readScannable(document, heard, signal),
      ask: (request) => askBackground({ kind: 'scan', request }, checkScanAnswer),
    },
    { read: readStanding, save: saveStanding },
  );
  onReaderAsked((asked) => {
    if (asked.kind === 'check_article') void sidebar.checkArticle();
    else void sidebar.lookUp(readQuestion(document, openShadow, asked.menu_text, asked.is_in_frame));
  });
});

type Asked<T> =
  | { readonly ok: true; readonly answer: T; readonly address: string }
  | { readonly ok: false; readonly failure: Failure };

async function askBackground<T>(message: ToBackground, check: Check<T>): Promise<Asked<T>> {
  const reply = await ask(message);
  if (reply.kind === 'failed') return { ok: false, failure: reply.failure };
  try {
    return { ok: true, answer: check(reply.body, ''), address: reply.address };
  } catch (cause) {
    if (!(cause instanceof Mismatch)) throw cause;
    return { ok: false, failure: { kind: 'bad_answer', address: reply.address, reason: cause.message } };
  }
}
