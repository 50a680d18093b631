"""Real feeds as they are at first and as they are after a change: what is new, retitled and withdrawn is known."""

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.collections import SHARED
from index.feeds.configured import Format
from index.normalise.addresses import canonical_url

FACT_CHECKS = SHARED / "data" / "factchecks" / "feed.json.gz"
ARTICLES = SHARED / "data" / "articles" / "articles.jsonl.gz"
NEW, RETITLED, WITHDRAWN = 100, 50, 30

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ChangingFeed:
    """A feed's rows without the last ones, a changed copy with some of those, and the rest of them.

    `withdrawn` are the addresses of pages that the changed copy withdraws.
    """

    name: str
    format: Format
    first: Sequence[Row]
    second: Sequence[Row]
    more: Sequence[Row]
    withdrawn: Sequence[str]

    def write(self, rows: Iterable[Row], path: Path) -> None:
        """Write some of its rows as its format wants them."""
        with path.open("w") as file:
            if self.format is Format.JSONL:
                file.writelines(f"{json.dumps(row)}\n" for row in rows)
            else:
                json.dump({"@context": "http://schema.org", "@type": "DataFeed", "dataFeedElement": list(rows)}, file)


def fact_checks() -> ChangingFeed:
    """The feed of 48,276 fact-checks; what it withdraws is no longer in it."""
    with gzip.open(FACT_CHECKS, "rt") as file:
        elements = json.load(file)["dataFeedElement"]

    def retitled(element: Row) -> Row:
        reviews = [{**each, "name": f"{each.get('name') or 'Untitled'} (updated)"} for each in element["item"]]
        return {**element, "item": reviews}

    return _changing(
        "feed", Format.CLAIMREVIEW, elements, retitled, lambda _: None, lambda element: element["item"][0]["url"]
    )


def articles() -> ChangingFeed:
    """The 59,951 fact-check articles as the archive of an editor who marks what is withdrawn."""
    with gzip.open(ARTICLES, "rt") as file:
        rows = [_archived(json.loads(line)) for line in file]
    return _changing(
        "articles",
        Format.JSONL,
        rows,
        lambda row: {**row, "title": f"{row['title']} (updated)"},
        lambda row: {**row, "withdrawn": "2026-11-25"},
        lambda row: row["url"],
    )


def _archived(row: Row) -> Row:
    return {
        "id": row["id"],
        "url": row["url"],
        # They state no claim apart from their title, as in the other measurements.
        "claim": row["title"] or row["subtitle"],
        "title": row["title"],
        "finding": row["subtitle"],
        "publisher": row["publisher"],
        "published": row["date"],
        "language": "en",
        "kind": "fact_check",
        "body": row["text"],
    }


def _changing(
    name: str,
    format_: Format,
    rows: Sequence[Row],
    retitled: Callable[[Row], Row],
    withdrawn: Callable[[Row], Row | None],
    address: Callable[[Row], str],
) -> ChangingFeed:
    old, new, last = rows[: -2 * NEW], rows[-2 * NEW : -NEW], rows[-NEW:]
    # A page that another row tells of as well would stay as that one tells it.
    times = Counter(canonical_url(address(row)) for row in rows)
    alone = [place for place, row in enumerate(old) if times[canonical_url(address(row))] == 1]
    gone = alone[11 :: len(alone) // WITHDRAWN][:WITHDRAWN]
    renamed = {*[place for place in alone[7 :: len(alone) // (2 * RETITLED)] if place not in gone][:RETITLED]}

    def changed() -> Iterator[Row | None]:
        for place, row in enumerate(old):
            yield withdrawn(row) if place in gone else retitled(row) if place in renamed else row

    second = [*(row for row in changed() if row is not None), *new]
    return ChangingFeed(name, format_, old, second, last, [address(old[place]) for place in gone])
