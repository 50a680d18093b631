/** All that the extension stores, each under a key of its own; and its removal. */

import { browser } from 'wxt/browser';
import { Mismatch } from '../check';
import { AS_SHIPPED, type Choices, checkChoices } from '../choices';
import { checkKept, type Kept, NOTHING_KEPT } from '../kept';
import { DEFAULT_ADDRESS, parseServiceAddress } from '../service/address';
import { AT_FIRST, checkStanding, type Standing } from '../standing';

const ADDRESS = 'service_address';
const TOKEN = 'service_token';
const CHOICES = ['certainty', 'kinds', 'languages'];
const KEPT = ['muted_publishers', 'muted_sites', 'quiet_on', 'wrong_matches'];

/** The stored address; the default if none is stored or what is stored is no loopback address. */
export async function readServiceAddress(): Promise<string> {
  const { [ADDRESS]: stored } = await browser.storage.local.get(ADDRESS);
  const parsed = parseServiceAddress(typeof stored === 'string' ? stored : DEFAULT_ADDRESS);
  return parsed.ok ? parsed.address : DEFAULT_ADDRESS;
}

export async function saveServiceAddress(address: string): Promise<void> {
  await browser.storage.local.set({ [ADDRESS]: address });
}

/** Empty where the service wants none. */
export async function readServiceToken(): Promise<string> {
  const { [TOKEN]: stored } = await browser.storage.local.get(TOKEN);
  return typeof stored === 'string' ? stored : '';
}

export async function saveServiceToken(token: string): Promise<void> {
  if (token === '') await browser.storage.local.remove(TOKEN);
  else await browser.storage.local.set({ [TOKEN]: token });
}

export async function readChoices(): Promise<Choices> {
  return asRead(await browser.storage.local.get(CHOICES), checkChoices, AS_SHIPPED);
}

export async function saveChoices(choices: Choices): Promise<void> {
  await browser.storage.local.set(choices);
}

export async function readKept(): Promise<Kept> {
  return asRead(await browser.storage.local.get(KEPT), checkKept, NOTHING_KEPT);
}

export async function saveKept({ quiet_on, ...lists }: Kept): Promise<void> {
  await browser.storage.local.set(lists);
  if (quiet_on === null) await browser.storage.local.remove('quiet_on');
  else await browser.storage.local.set({ quiet_on });
}

/** Where the sidebar stood last. */
export async function readStanding(): Promise<Standing> {
  return asRead(await browser.storage.local.get(Object.keys(AT_FIRST)), checkStanding, AT_FIRST);
}

export async function saveStanding(standing: Standing): Promise<void> {
  await browser.storage.local.set(standing);
}

/** Removes everything that the extension ever stored. */
export async function wipe(): Promise<void> {
  await browser.storage.local.clear();
}

/** What another version of the extension stored may not fit any more; then it counts as never chosen. */
function asRead<T>(stored: unknown, check: (value: unknown, path: string) => T, otherwise: T): T {
  try {
    return check(stored, '');
  } catch (cause) {
    if (cause instanceof Mismatch) return otherwise;
    throw cause;
  }
}
