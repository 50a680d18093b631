import { readPhrasebook } from '../../browser/phrases';
import { showChoices } from '../../pages/choices';
import { showConnection } from '../../pages/connection';
import { showKept } from '../../pages/kept';
import { showKeys } from '../../pages/keys';
import { showSites } from '../../pages/sites';
import { translate } from '../../pages/translate';

const book = readPhrasebook();
translate(document, book);
const languages = await showConnection(book);
await Promise.all([showChoices(book, languages), showKeys(book), showKept(book), showSites(book)]);
