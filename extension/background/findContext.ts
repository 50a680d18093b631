/** What happens when the reader asks: the sidebar comes up in that tab, or else the browser's own panel beside it. */

import type { ToPage } from '../messages';
import { isClosedToScripts } from './closedPages';

export type Asking = {
  readonly kind: 'find_context' | 'check_article' | 'check_site';
  readonly tab_id: number;
  readonly address: string | null;
  readonly menu_text: string | null;
  readonly is_in_frame: boolean;
};

export type Tabs = {
  readonly injectSidebar: (tab_id: number) => Promise<void>;
  readonly tellTab: (tab_id: number, message: ToPage) => Promise<void>;
  readonly showCannotRun: (tab_id: number) => Promise<void>;
  readonly openSidePanel: (tab_id: number) => void;
  readonly tellPanel: (message: ToPage) => Promise<void>;
  readonly requestSite: (address: string) => void;
};

export type Asker = {
  /** To be called while the click is handled: a panel, or a question to the reader, comes up only then. */
  readonly ask: (asking: Asking) => void;
  /** What the panel that has just opened is to show. */
  readonly takeForPanel: () => ToPage | null;
};

export function createAsker(tabs: Tabs): Asker {
  /** Tabs whose page refused the sidebar, though its address did not tell. */
  const refused = new Set<number>();
  let for_panel: ToPage | null = null;

  async function showOnPage(asking: Asking): Promise<void> {
    const { tab_id } = asking;
    try {
      await tabs.injectSidebar(tab_id);
      await tabs.tellTab(tab_id, messageOf(asking));
    } catch {
      // Each browser words its refusal differently, and whatever the reason, the page shows nothing. A panel opens only
      // in answer to a click, and this one is over: the next one will open it.
      refused.add(tab_id);
      await tabs.showCannotRun(tab_id);
    }
  }

  return {
    ask(asking) {
      const { kind, tab_id, address } = asking;
      const is_closed = refused.delete(tab_id) || (address !== null && isClosedToScripts(address));
      if (is_closed) {
        for_panel = messageOf(asking);
        tabs.openSidePanel(tab_id);
        void tabs.tellPanel(for_panel);
        return;
      }
      if (kind === 'check_site' && address !== null) tabs.requestSite(address);
      void showOnPage(asking);
    },
    takeForPanel() {
      const taken = for_panel;
      for_panel = null;
      return taken;
    },
  };
}

function messageOf({ kind, menu_text, is_in_frame }: Asking): ToPage {
  return kind === 'find_context' ? { kind, menu_text, is_in_frame } : { kind: 'check_article' };
}
