/** The one thing that the extension stores: where the service is. */

import { browser } from 'wxt/browser';
import { DEFAULT_ADDRESS, parseServiceAddress } from '../service/address';

const ADDRESS_KEY = 'service_address';

/** The stored address; the default if none is stored or what is stored is no loopback address. */
export async function readServiceAddress(): Promise<string> {
  const { [ADDRESS_KEY]: stored } = await browser.storage.local.get(ADDRESS_KEY);
  const parsed = parseServiceAddress(typeof stored === 'string' ? stored : DEFAULT_ADDRESS);
  return parsed.ok ? parsed.address : DEFAULT_ADDRESS;
}

export async function saveServiceAddress(address: string): Promise<void> {
  await browser.storage.local.set({ [ADDRESS_KEY]: address });
}
