/** What passes between the parts of the extension, one shape per message. */

import { type Checked, flag, orNull, record, tagged, text, unchecked } from './check';
import { checkFailure } from './errors';
import {
  type ContextRequest,
  checkContextRequest,
  checkScanRequest,
  type ScanRequest,
} from './service/contract';

/** What the page hands over when the reader asks: the request, and what did not fit into it. */
export type Question = {
  readonly request: ContextRequest;
  /** Sentences of the selection beyond the number that one request may hold. */
  readonly left_out: number;
  /** Whether a sentence was longer than one may be and was shortened. */
  readonly is_cut: boolean;
};

/** What the page hands over when the reader asks about the whole article: its sentences in reading order. */
export type Article = {
  /** All of them; they are sent in parts, so that the first results come soon. */
  readonly request: ScanRequest;
  /** Sentences beyond the number that one scan may hold. */
  readonly left_out: number;
};

/** Background to page: the reader asked. `menu_text` is the selection as the browser's menu saw it. */
export const checkToPage = tagged({
  find_context: record({ menu_text: orNull(text), is_in_frame: flag }),
  check_article: record({}),
});

/** Page or options page to background. */
export const checkToBackground = tagged({
  ask: record({ request: checkContextRequest }),
  scan: record({ request: checkScanRequest }),
  test_service: record({ address: text, token: text }),
});

/** The background's reply to either. The body is checked by its reader, against the contract. */
export const checkReply = tagged({
  answered: record({ address: text, body: unchecked }),
  /** The address is null where nobody was asked. */
  failed: record({ failure: checkFailure, address: orNull(text) }),
});

export type ToPage = Checked<typeof checkToPage>;
export type ToBackground = Checked<typeof checkToBackground>;
export type Reply = Checked<typeof checkReply>;
