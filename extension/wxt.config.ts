import { defineConfig } from 'wxt';

/** Fixes the extension's id in Chrome (pmdjeooafagokpdkaolddjhjnimfdjad), which is an origin that the service accepts. */
const CHROME_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAit6KtsK5rVz+O00o+g+jPr9+BwFWv/bRyGRix1yBzImsS8Rd/cxryE+45KiiUMSHjgZFm+Y46MCuoFh1sDeOROPhHGgy28YtkEy0TlMqsyh/FLagJnDJAN0zJ8TQfjOwX/0ebvEvhs8OAH6CNuZDpcQxLdB3nzNW3GOovuSRoduHmHbdQyht+8LtRSvZIDVHwQfS+fesglkNDu+LdCTgJD2gcNSKsZNHN83gcwsLW7SJfxZTOh6ETsGaUscoz384mdiO1cYvj1Rz/xU/IQ1eZMwn4oeiY3d5aTVBUeQu9WcYZHk3QlGq9qaSEOhrn09cdCbnhHfgBHzlAg6K3O5f0QIDAQAB';

/** Asked of the reader for one site at a time, when they want its articles checked without asking each time. */
const SITES = ['http://*/*', 'https://*/*'];

export default defineConfig({
  imports: false,
  zip: { zipSources: false },
  manifest: ({ browser }) => ({
    name: 'Sidelight',
    description: '__MSG_description__',
    default_locale: 'en',
    permissions: [
      'activeTab',
      'contextMenus',
      'scripting',
      ...(browser === 'firefox' ? [] : ['sidePanel']),
      'storage',
    ],
    // The service and nothing else. A content script of WXT's own kind would add <all_urls> here, which is
    // why the sidebar is an unlisted script that a click injects.
    host_permissions: ['http://127.0.0.1/*'],
    action: { default_title: '__MSG_action_title__' },
    commands: {
      'find-context': {
        description: '__MSG_action_title__',
        // Chromium silently refuses Alt+Shift+C and others; this one it assigns.
        suggested_key: { default: 'Ctrl+Shift+Y' },
      },
    },
    ...(browser === 'firefox'
      ? {
          optional_permissions: SITES,
          browser_specific_settings: {
            gecko: {
              id: 'sidelight@sidelight.local',
              // The first version in which content scripts may use constructed style sheets (bug 1751346).
              strict_min_version: '153.0',
              // What is selected goes to the reader's own computer only, which is no collection.
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : {
          optional_host_permissions: SITES,
          key: CHROME_KEY,
          // The first version with Selection.getComposedRanges, which sees into shadow trees (137).
          minimum_chrome_version: '137',
        }),
  }),
});
