/** What happens when the reader asks: the sidebar comes up in that tab, or the button says why it can't. */

import type { ToPage } from '../messages';

export type Asking = {
  readonly tab_id: number;
  readonly menu_text: string | null;
  readonly is_in_frame: boolean;
};

export type Tabs = {
  readonly injectSidebar: (tab_id: number) => Promise<void>;
  readonly tellTab: (tab_id: number, message: ToPage) => Promise<void>;
  readonly showCannotRun: (tab_id: number) => Promise<void>;
};

export async function findContext(tabs: Tabs, { tab_id, menu_text, is_in_frame }: Asking): Promise<void> {
  try {
    await tabs.injectSidebar(tab_id);
    await tabs.tellTab(tab_id, { kind: 'find_context', menu_text, is_in_frame });
  } catch {
    // Each browser words its refusal differently, and whatever the reason, the page shows nothing.
    await tabs.showCannotRun(tab_id);
  }
}
