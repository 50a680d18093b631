import { askContext } from '../../browser/asking';
import { keeper } from '../../browser/keeper';
import { readPhrasebook } from '../../browser/phrases';
import { readStanding, saveStanding } from '../../browser/settings';
import { translate } from '../../pages/translate';
import { createSidebar } from '../../sidebar/sidebar';

const book = readPhrasebook();
translate(document, book);
const sidebar = createSidebar(book, askContext, null, { read: readStanding, save: saveStanding }, keeper);

for (const sample of document.querySelectorAll<HTMLButtonElement>('.sample')) {
  sample.addEventListener('click', () => {
    const sentences = [{ id: 's1', text: sample.textContent }];
    void sidebar.lookUp({ request: { sentences, page: { language: 'en' } }, left_out: 0, is_cut: false });
  });
}
