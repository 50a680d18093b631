"""Each format as it really occurs becomes the expected records; one folder a case."""

import io
import json
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

import pytest
from local_site import Reply, local_site, local_web

from index.feeds.archive import read_csv, read_jsonl
from index.feeds.claim_search import search_claims
from index.feeds.configured import ConfiguredFeed, Format
from index.feeds.listing import read_sitemap, read_syndication
from index.feeds.page import read_page
from index.feeds.reporting import page_documents

CASES = Path(__file__).parents[1] / "cases" / "feeds"
PAGE = "https://checks.example/found/here"


def page(content: bytes) -> Iterable[object]:
    found = read_page(content, PAGE)
    return [] if found is None else page_documents(found, ConfiguredFeed("pages", Format.RSS, ""))


def table(content: bytes) -> Iterable[object]:
    return read_csv(
        io.BufferedReader(io.BytesIO(content)), ConfiguredFeed("desk", Format.CSV, "", publisher="The Desk")
    )


def lines(content: bytes) -> Iterable[object]:
    return read_jsonl(io.BytesIO(content), ConfiguredFeed("desk", Format.JSONL, "", licence="CC0-1.0"))


def search(content: bytes) -> Iterable[object]:
    with local_site({"/search?query=geese&pageSize=100": Reply(content)}) as site:
        feed = ConfiguredFeed("google", Format.CLAIM_SEARCH, f"{site.address}/search?query=geese", key="secret-key")
        return list(search_claims(feed, local_web()))


READERS: dict[str, Callable[[bytes], Iterable[object]]] = {
    "page": page,
    "syndication": lambda content: read_syndication(content, "https://news.example/feed", ""),
    "sitemap": lambda content: [read_sitemap(content, "https://news.example/sitemap.xml")],
    "csv": table,
    "jsonl": lines,
    "claim-search": search,
}
CASE_NAMES = sorted(f"{name}/{case.name}" for name in READERS for case in (CASES / name).iterdir())


# Pages that are made to cost a reader time or memory. Each took minutes, or for ever, with some plain way of reading.
_LOOP = "<div itemscope itemref=a id=a itemprop=b itemtype=ClaimReview><div itemscope itemref=a></div></div>"
_REFERRING = [
    {"@id": str(one), "@type": "Thing", **{f"p{to}": {"@id": str(to)} for to in range(99)}} for one in range(99)
]
COSTLY = {
    "items that refer to each other": _LOOP * 300,
    "everything refers to everything": f"<script type=application/ld+json>{json.dumps(_REFERRING)}</script>",
    "brackets": f"<script type=application/ld+json>{'[' * 200_000}</script>",
    "depth": "<div>" * 100_000,
    "one sentence": f"<p>{'the mayor said that geese run the hall and ' * 5_000}</p>",
    "values": f"<div itemscope itemtype=ClaimReview>{'<b itemprop=claimReviewed>x</b>' * 30_000}</div>",
}


@pytest.mark.parametrize("name", COSTLY)
def test_a_page_that_is_made_to_cost_time_is_done_with_soon(name: str) -> None:
    start = time.process_time()
    list(page(f"<html lang=en><title>Geese run the hall</title>{COSTLY[name]}".encode()))
    # The slowest took 0.5 s on a slow machine.
    assert time.process_time() - start < 10.0


def as_json(found: object) -> object:
    return json.loads(json.dumps(asdict(found)))  # type: ignore[call-overload]  # records all


@pytest.mark.parametrize("case", CASE_NAMES)
def test_a_real_world_shape_becomes_the_expected_records(case: str) -> None:
    (source,) = (CASES / case).glob("input.*")
    found = [as_json(each) for each in READERS[case.split("/")[0]](source.read_bytes())]
    assert found == json.loads((CASES / case / "expected.json").read_text("utf-8"))
