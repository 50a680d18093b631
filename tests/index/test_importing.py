"""An import counts what it took and what it refused and why; what was reported as taken stays taken."""

import gzip
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.catalogue import open_catalogue
from index.changes import ImportSummary, Rejected, Taken
from index.feeds.errors import FeedBrokenError, FeedNotFoundError
from index.folder import DataFolder
from index.importing import BATCH, import_claimreview, import_starter
from index.progress import Advance, silent


def review(number: int, claim: str | None = None) -> dict[str, object]:
    return {
        "@type": "ClaimReview",
        "url": f"https://press.example/{number}",
        "claimReviewed": claim or f"Goose number {number} nests on the town hall.",
        "author": {"@type": "Organization", "name": "Example Press"},
        "inLanguage": "en",
    }


def feed(*elements: object) -> bytes:
    return json.dumps({"@type": "DataFeed", "dataFeedElement": list(elements)}).encode()


def written(folder: Path, content: bytes) -> str:
    path = folder / "feed.json"
    path.write_bytes(content)
    return str(path)


def ids(data: DataFolder) -> list[str]:
    with open_catalogue(data) as catalogue:
        return [stored.document.id for stored in catalogue.documents()]


def addresses(data: DataFolder) -> list[str]:
    with open_catalogue(data) as catalogue:
        return [stored.document.review.url for stored in catalogue.documents()]


def test_what_is_refused_is_counted_with_its_reason_and_first_place(empty_data: DataFolder, tmp_path: Path) -> None:
    nameless = {"@type": "ClaimReview", "url": "https://press.example/nothing"}
    source = written(
        tmp_path, feed(review(1), None, nameless, review(2), {**review(3), "url": ""}, nameless, 7, review(4))
    )
    summary = import_claimreview(empty_data, source, silent)
    assert (summary.feed, summary.taken) == ("feed.json", Taken(added=3))
    assert summary.rejected == (
        Rejected("empty", 1, "element 2"),
        Rejected("no_claim", 2, "element 3"),
        Rejected("no_address", 1, "element 5"),
        Rejected("wrong_type", 1, "element 7"),
    )
    assert addresses(empty_data) == [f"https://press.example/{number}" for number in (1, 2, 4)]
    with open_catalogue(empty_data) as catalogue:
        (noted,) = catalogue.imports.last()
        assert catalogue.feeds() == {"feed.json": 3}
    assert (noted.finished, noted.taken) == (summary.finished, summary.taken)
    assert sorted(noted.rejected, key=lambda each: each.example) == list(summary.rejected)


def test_importing_again_changes_only_what_changed(empty_data: DataFolder, tmp_path: Path) -> None:
    import_claimreview(empty_data, written(tmp_path, feed(review(1), review(2))), silent)
    corrected = {**review(2), "name": "Geese, corrected"}
    summary = import_claimreview(empty_data, written(tmp_path, feed(review(1), corrected, review(3))), silent)
    assert summary.taken == Taken(added=1, changed=1, unchanged=1)
    with open_catalogue(empty_data) as catalogue:
        assert [(stored.document.review.title, stored.changed) for stored in catalogue.documents()] == [
            (None, 1),
            ("Geese, corrected", 2),
            (None, 2),
        ]


def test_the_same_review_twice_in_a_feed_is_one_document(empty_data: DataFolder, tmp_path: Path) -> None:
    summary = import_claimreview(empty_data, written(tmp_path, feed(review(1), review(1), review(2))), silent)
    assert summary.taken == Taken(added=2, unchanged=1)
    assert len(ids(empty_data)) == 2


def test_batches_before_a_broken_place_are_kept(empty_data: DataFolder, tmp_path: Path) -> None:
    whole = feed(*(review(number) for number in range(BATCH + 20)))
    source = written(tmp_path, whole[:-40])
    with pytest.raises(FeedBrokenError, match=rf"after {BATCH + 19:,} whole elements"):
        import_claimreview(empty_data, source, silent)
    assert addresses(empty_data) == [f"https://press.example/{number}" for number in range(BATCH)]
    with open_catalogue(empty_data) as catalogue:
        # An import that did not end is none.
        assert catalogue.imports.last() == []

    summary = import_claimreview(empty_data, written(tmp_path, whole), silent)
    assert summary.taken == Taken(added=20, unchanged=BATCH)


def test_progress_tells_each_batch_once_it_is_on_disk(empty_data: DataFolder, tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    expected: list[int | None] = []

    @contextmanager
    def watching(label: str, total: int | None) -> Iterator[Advance]:
        assert total is None

        def advance(count: int, total: int | None = None) -> None:
            told.append((label, count, len(ids(empty_data))))
            expected.append(total)

        yield advance

    source = written(tmp_path, feed(*(review(number) for number in range(2 * BATCH + 1))))
    import_claimreview(empty_data, source, watching)
    assert told == [
        ("Importing feed.json", BATCH, BATCH),
        ("Importing feed.json", BATCH, 2 * BATCH),
        ("Importing feed.json", 1, 2 * BATCH + 1),
    ]
    # Told from the share of the file that is read, a little ahead of what is taken from it.
    first, second, last = expected
    assert BATCH < (first or 0) <= (second or 0) <= (last or 0) == 2 * BATCH + 1


def test_a_packed_feed_brings_the_same_documents(empty_data: DataFolder, tmp_path: Path) -> None:
    plain = feed(review(1), review(2))
    import_claimreview(empty_data, written(tmp_path, plain), silent)
    summary = import_claimreview(empty_data, written(tmp_path, gzip.compress(plain)), silent)
    assert summary.taken == Taken(unchanged=2)


@pytest.mark.parametrize("content", [b"", b"<html>", b'{"dataFeedElement": [', b"7", b"\x1f\x8bnot really"])
def test_what_is_no_feed_takes_nothing_and_says_so_in_one_line(
    empty_data: DataFolder, tmp_path: Path, content: bytes
) -> None:
    with pytest.raises(FeedBrokenError) as refused:
        import_claimreview(empty_data, written(tmp_path, content), silent)
    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith(".")
    assert ids(empty_data) == []


def test_a_feed_that_is_not_there_takes_nothing(empty_data: DataFolder, tmp_path: Path) -> None:
    with pytest.raises(FeedNotFoundError) as refused:
        import_claimreview(empty_data, str(tmp_path / "none.json"), silent)
    assert str(refused.value) == f"There is no file {tmp_path / 'none.json'}."
    assert ids(empty_data) == []


def test_an_empty_feed_is_an_import_of_nothing(empty_data: DataFolder, tmp_path: Path) -> None:
    summary = import_claimreview(empty_data, written(tmp_path, feed()), silent)
    assert summary == ImportSummary("feed.json", summary.finished, Taken(), ())
    with open_catalogue(empty_data) as catalogue:
        assert catalogue.imports.last() == [summary]


def test_the_starter_documents_are_taken_once(empty_data: DataFolder) -> None:
    assert import_starter(empty_data, silent).taken == Taken(added=572)
    again = import_starter(empty_data, silent)
    assert (again.feed, again.taken, again.rejected) == ("starter", Taken(unchanged=572), ())
    with open_catalogue(empty_data) as catalogue:
        assert catalogue.feeds() == {"starter": 572}
        assert catalogue.changes() == 1
