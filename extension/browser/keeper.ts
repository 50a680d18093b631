/** What the sidebar is handed to keep things with: the extension's own storage. */

import { readChoices, readKept, saveKept, wipe } from './settings';

export const keeper = {
  /** A page of the web has a host name to be quiet on; a file, and a page of the extension, has none. */
  site: location.protocol.startsWith('http') ? location.hostname : null,
  async read() {
    const [kept, choices] = await Promise.all([readKept(), readChoices()]);
    return { kept, choices };
  },
  save: saveKept,
  wipe,
};
