/** When a page says it was published: only if it says so in one way, and never guessed. */

const DAY = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?=$|[T ])/;

/**
 * Where pages say it, the surest first. The first place that says anything decides; if it names two
 * different days (a list of teasers, a live page), the date is not known.
 */
const PLACES: readonly ((page: Document) => readonly string[])[] = [
  (page) => attributes(page, 'meta[property="article:published_time"]', 'content'),
  datesOfLinkedData,
  (page) => attributes(page, '[itemprop="datePublished"]', 'content', 'datetime'),
  (page) => attributes(page, 'article header time[datetime], time[pubdate]', 'datetime'),
  (page) => attributes(page, 'article time[datetime]', 'datetime'),
];

/** An ISO date, possibly partial ("2011-07"), as the page's own calendar has it; null if not clear. */
export function readPublished(page: Document): string | null {
  for (const place of PLACES) {
    const days = new Set(place(page).flatMap((said) => DAY.exec(said.trim())?.[0] ?? []));
    if (days.size > 0) return days.size === 1 ? ([...days][0] ?? null) : null;
  }
  return null;
}

function attributes(page: Document, selector: string, ...names: readonly string[]): readonly string[] {
  return [...page.querySelectorAll(selector)].flatMap(
    (element) => names.map((name) => element.getAttribute(name)).find((value) => value !== null) ?? [],
  );
}

function datesOfLinkedData(page: Document): readonly string[] {
  return [...page.querySelectorAll('script[type="application/ld+json"]')].flatMap((script) =>
    articlesIn(parse(script.textContent ?? '')).flatMap(({ datePublished: said }) =>
      typeof said === 'string' ? [said] : [],
    ),
  );
}

type LinkedData = Readonly<Record<string, unknown>>;

/** Articles at the top of a JSON-LD block or in its `@graph`; those nested deeper are teasers of others. */
function articlesIn(block: unknown): readonly LinkedData[] {
  if (Array.isArray(block)) return block.flatMap(articlesIn);
  if (typeof block !== 'object' || block === null) return [];
  const node = block as LinkedData;
  const is_article = [node['@type']].flat().some((type) => /Article$|Posting$|Report$/.test(String(type)));
  return [...(is_article ? [node] : []), ...articlesIn(node['@graph'] ?? [])];
}

/** Pages carry broken JSON-LD often enough that it is no news: it says nothing then. */
function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}
