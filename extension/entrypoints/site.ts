/** Runs after the sidebar's script on sites that the reader chose, and has the article checked. */

import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';

export default defineUnlistedScript(() => globalThis.sidelight_check_article?.());
