/** The sidebar in the browser's own panel: for pages that it can't stand on. It knows of them what the menu saw. */

import { askContext } from '../../browser/asking';
import { keeper } from '../../browser/keeper';
import { readPhrasebook } from '../../browser/phrases';
import { onPanelAsked, takeAsked } from '../../browser/sidePanel';
import type { ToPage } from '../../messages';
import { questionOfText } from '../../page/question';
import { createSidebar } from '../../sidebar/sidebar';

const sidebar = createSidebar(readPhrasebook(), askContext, null, null, keeper);

function show(asked: ToPage | null): void {
  const text = asked?.kind === 'find_context' ? asked.menu_text : null;
  void sidebar.lookUp(text === null ? null : questionOfText(text));
}

onPanelAsked(show);
show(await takeAsked());
