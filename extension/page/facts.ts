/** What the service is told about the page: address, title, date, language, each only if the page says it. */

import type { PageFacts } from '../service/contract';
import { readPublished } from './published';
import { collapse, firstWords } from './wording';

const MAX_TITLE_CHARS = 300;
/** The service refuses longer ones; such an address holds data rather than names a page. */
const MAX_ADDRESS_CHARS = 8_000;

export function readFacts(page: Document, nearest_language: string | null): PageFacts {
  const url = readAddress(page.location);
  const title = firstWords(collapse(page.title), MAX_TITLE_CHARS);
  const published = readPublished(page);
  const language = primaryLanguage(nearest_language ?? page.documentElement.lang);
  return {
    ...(url && { url }),
    ...(title && { title }),
    ...(published && { published }),
    ...(language && { language }),
  };
}

/** Without fragment, user name and password; nothing at all for a file of the reader's own disk. */
function readAddress(location: Location): string | null {
  if (location.protocol !== 'http:' && location.protocol !== 'https:') return null;
  const address = `${location.origin}${location.pathname}${location.search}`;
  return address.length > MAX_ADDRESS_CHARS ? null : address;
}

/** "pt" of "pt-BR"; null for what is no language tag. */
function primaryLanguage(tag: string): string | null {
  return /^([a-z]{2,3})(?:-|$)/i.exec(tag.trim())?.[1]?.toLowerCase() ?? null;
}
