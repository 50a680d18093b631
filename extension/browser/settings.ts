/** The one thing that the extension stores: where the service is. */

import { browser } from 'wxt/browser';
import { Mismatch } from '../check';
import { DEFAULT_ADDRESS, parseServiceAddress } from '../service/address';
import { AT_FIRST, checkStanding, type Standing } from '../standing';

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

/** Where the sidebar stood last; where it stands at first if nothing, or nothing usable, is stored. */
export async function readStanding(): Promise<Standing> {
  try {
    return checkStanding(await browser.storage.local.get(Object.keys(AT_FIRST)), '');
  } catch (cause) {
    if (cause instanceof Mismatch) return AT_FIRST;
    throw cause;
  }
}

export async function saveStanding(standing: Standing): Promise<void> {
  await browser.storage.local.set(standing);
}
