import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { ask, onReaderAsked } from '../browser/messages';
import { readPhrasebook } from '../browser/phrases';
import { Mismatch } from '../check';
import { readQuestion } from '../page/question';
import { type ContextRequest, checkContextAnswer } from '../service/contract';
import { type Asked, createSidebar } from '../sidebar/sidebar';

declare global {
  var sidelight_is_here: true | undefined;
}

export default defineUnlistedScript(() => {
  // Each click injects the script again; the first one in this page goes on listening.
  if (globalThis.sidelight_is_here) return;
  globalThis.sidelight_is_here = true;
  const sidebar = createSidebar(readPhrasebook(), askBackground, null);
  onReaderAsked((asked) => {
    if (asked.kind === 'find_context')
      void sidebar.lookUp(readQuestion(document, asked.menu_text, asked.is_in_frame));
  });
});

async function askBackground(request: ContextRequest): Promise<Asked> {
  const reply = await ask({ kind: 'ask', request });
  if (reply.kind === 'failed') return { ok: false, failure: reply.failure };
  try {
    return { ok: true, answer: checkContextAnswer(reply.body, ''), address: reply.address };
  } catch (cause) {
    if (!(cause instanceof Mismatch)) throw cause;
    return { ok: false, failure: { kind: 'bad_answer', address: reply.address, reason: cause.message } };
  }
}
