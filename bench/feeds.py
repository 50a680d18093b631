"""What becomes of a real feed of 48,276 fact-checks on its way in: taken, rejected and why, ratings, dates, seconds.

python -m bench.feeds
"""

import gzip
import json
import time
from collections import Counter
from collections.abc import Iterable, Sequence

from bench.collections import SHARED
from bench.results import made_on, write_section
from index.feeds.configured import ConfiguredFeed, Format
from index.feeds.download import Web
from index.feeds.fetching import fetch
from index.feeds.rejection import Rejection
from index.feeds.state import FeedState
from index.normalise.addresses import page_key
from index.normalise.publishers import publisher_names
from index.normalise.ratings import is_known_rating, rating_table
from index.records import Document, Verdict

FEED = SHARED / "data" / "factchecks" / "feed.json.gz"
# How many wordings that the table lacks are listed.
_LISTED = 15


def main() -> None:
    """Print the figures and write their section."""
    if not FEED.is_file():
        raise SystemExit("The feed is not here: shared/data/factchecks beside the project is absent.")
    start, began = time.perf_counter(), time.process_time()
    with fetch(ConfiguredFeed("registry", Format.CLAIMREVIEW, str(FEED)), FeedState(), Web()) as fetched:
        found = list(fetched)
    seconds, busy = time.perf_counter() - start, time.process_time() - began
    documents = [each for each in found if isinstance(each, Document)]
    rejected = Counter(each.reason for each in found if isinstance(each, Rejection))
    unknown = Counter(
        document.rating.text for document in documents if document.rating and not is_known_rating(document.rating.text)
    )
    lines = [
        f"{len(found):,} rows in {seconds:.1f} s, {busy:.1f} s of them the processor's: {len(documents):,} taken",
        f"rejected: {', '.join(f'{reason} {count}' for reason, count in rejected.most_common()) or 'none'}",
        *_ratings(documents, unknown),
        *_dates(documents),
        *_identity(documents),
    ]
    print("\n".join(lines))
    # Shown and not kept: they are the publishers' words.
    print("\n".join(f"  {count} x {wording[:70]!r}" for wording, count in unknown.most_common(_LISTED)))
    body = "\n".join(["`python -m bench.feeds`, " + made_on() + ":", "", "```", *lines, "```"])
    write_section("What becomes of a real feed", body)


def _ratings(documents: Sequence[Document], unknown: Counter[str]) -> list[str]:
    ratings = [document.rating for document in documents if document.rating]
    known = len(ratings) - unknown.total()
    knowingly = sum(rating.normalised is Verdict.UNRATED for rating in ratings) - unknown.total()
    forms = Counter(str(rating.normalised) for rating in ratings)
    return [
        f"ratings: {len(ratings):,} in {_distinct(rating.text for rating in ratings):,} wordings",
        f"  table version {rating_table().version} maps {known:,} ({known / len(ratings):.2%}), "
        f"{knowingly:,} of them knowingly to unrated",
        f"  {_counts(forms)}",
        f"  not in the table: {unknown.total():,} reviews in {len(unknown):,} wordings",
    ]


def _dates(documents: Sequence[Document]) -> list[str]:
    written = _written_dates()
    precise = Counter(len(document.review.published or "") for document in documents)
    named = {10: "to the day", 7: "to the month", 4: "to the year", 0: "not"}
    without = sum(not each for each in written)
    understood = sum(count for length, count in precise.items() if length)
    return [
        f"dates of publication: {len(written) - without:,} written, {without:,} missing; understood "
        + ", ".join(f"{name} {precise[length]:,}" for length, name in named.items()),
        f"  {understood / (len(written) - without):.2%} of those written",
    ]


def _written_dates() -> list[str | None]:
    with gzip.open(FEED) as stream:
        elements = json.load(stream)["dataFeedElement"]
    return [review.get("datePublished") for element in elements for review in element["item"]]


def _identity(documents: Sequence[Document]) -> list[str]:
    sites = Counter(document.review.publisher.site for document in documents)
    named = sum(count for site, count in sites.items() if site in publisher_names())
    return [
        f"publishers: {len(sites)} sites, {named / len(documents):.2%} of reviews with a name from the table",
        f"addresses: {_distinct(document.review.url for document in documents):,} as they are opened, "
        f"{_distinct(page_key(document.review.url) for document in documents):,} pages; "
        f"{_distinct(document.id for document in documents):,} documents",
    ]


def _distinct(values: Iterable[object]) -> int:
    return len(set(values))


def _counts(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.most_common())


if __name__ == "__main__":
    main()
