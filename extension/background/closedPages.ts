/** Which pages browsers keep extensions out of, as far as the address tells. Pure. */

const STORES = ['chromewebstore.google.com', 'addons.mozilla.org'];

/** A page of the browser's own, a store, or a document in the PDF viewer. */
export function isClosedToScripts(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, pathname } = new URL(address);
  if (!['http:', 'https:', 'file:'].includes(protocol)) return true;
  return STORES.includes(hostname) || pathname.toLowerCase().endsWith('.pdf');
}
