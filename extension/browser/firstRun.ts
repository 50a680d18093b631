/** The page that a new reader sees once. */

import { browser } from 'wxt/browser';

/** To be called while the background script first runs: the browser tells of an installation only then. */
export function welcomeNewReaders(): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    // A path stands for a page of the extension.
    if (reason === 'install') void browser.tabs.create({ url: '/welcome.html' });
  });
}
