"""Pages behind a listing are asked for when they are new or may have changed, and what they take back is taken back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from local_site import LocalSite, Reply, local_site, local_web

from index.feeds import page_reader
from index.feeds.configured import ConfiguredFeed, Format
from index.feeds.errors import FeedBrokenError, FeedError, FeedForbiddenError, FeedUnreachableError
from index.feeds.fetching import Fetched, fetch
from index.feeds.rejection import Rejection, RejectionReason
from index.feeds.state import FeedState, read_state, state_json
from index.feeds.withdrawal import Withdrawal, WithdrawalReason
from index.records import Document, Kind

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
HTML = {"Content-Type": "text/html; charset=utf-8"}


def article(title: str, more: str = "") -> bytes:
    text = "The register of offices, which anybody may read, names no goose at all, and never has in all its years."
    return f"<html lang=en><title>{title}</title><body><article><h1>{title}</h1><p>{text}</p>{more}</article>".encode()


@pytest.fixture
def site() -> Iterator[LocalSite]:
    with local_site() as running:
        for name in "abc":
            running.pages[f"/{name}"] = Reply(
                article(f"Geese of {name} run the hall"), headers={**HTML, "ETag": f'"{name}1"'}
            )
        yield running


def addresses(site: LocalSite, *paths: str) -> bytes:
    return "\n".join(["# our pages", *(site.address + path for path in paths), "no address"]).encode()


def sitemap(site: LocalSite, pages: dict[str, str]) -> bytes:
    urls = "".join(f"<url><loc>{site.address}{path}</loc><lastmod>{day}</lastmod></url>" for path, day in pages.items())
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode()


def feed_of(site: LocalSite, format_: Format) -> ConfiguredFeed:
    return ConfiguredFeed("news", format_, f"{site.address}/list", licence="CC0-1.0", publisher="The Hall")


def read(
    site: LocalSite, format_: Format, state: FeedState | None = None, now: datetime = NOW
) -> tuple[list[Document | Rejection | Withdrawal], Fetched]:
    with fetch(feed_of(site, format_), state or FeedState(), local_web(), now) as fetched:
        return list(fetched), fetched


def titles(found: list[Document | Rejection | Withdrawal]) -> list[str | None]:
    return [each.review.title for each in found if isinstance(each, Document)]


def test_each_listed_page_gives_its_documents(site: LocalSite) -> None:
    site.pages["/list"] = Reply(addresses(site, "/a", "/b"))
    found, fetched = read(site, Format.ADDRESSES)
    assert titles(found) == ["Geese of a run the hall", "Geese of b run the hall"]
    document = found[0]
    assert isinstance(document, Document)
    assert (document.feed, document.review.publisher.name, document.review.licence) == ("news", "The Hall", "CC0-1.0")
    assert fetched.is_complete is False
    assert read_state(state_json(fetched.state)) == fetched.state


def test_how_many_of_the_pages_are_read_is_told_while_they_are_read(site: LocalSite) -> None:
    site.pages["/list"] = Reply(addresses(site, "/a", "/b", "/c"))
    with fetch(feed_of(site, Format.ADDRESSES), FeedState(), local_web(), NOW) as fetched:
        shares = [fetched.share_read() for _ in fetched]
    assert shares == pytest.approx([1 / 3, 2 / 3, 1.0])


def test_what_is_known_is_not_asked_again_until_a_week_later(site: LocalSite) -> None:
    site.pages["/list"] = Reply(addresses(site, "/a", "/b"))
    _, first = read(site, Format.ADDRESSES)
    site.asked.clear()
    found, second = read(site, Format.ADDRESSES, first.state, NOW + timedelta(days=6))
    assert (found, site.paths_asked()) == ([], ["/list"])
    found, third = read(site, Format.ADDRESSES, second.state, NOW + timedelta(days=8))
    # They answer 304: asked, unchanged, nothing to take.
    assert (found, site.paths_asked()) == ([], ["/list", "/list", "/a", "/b"])
    site.asked.clear()
    assert read(site, Format.ADDRESSES, third.state, NOW + timedelta(days=9))[0] == []
    assert site.paths_asked() == ["/list"]


def test_a_page_that_changed_keeps_its_document_s_id(site: LocalSite) -> None:
    site.pages["/list"] = Reply(sitemap(site, {"/a": "2026-11-24", "/b": "2026-11-24"}))
    before, first = read(site, Format.SITEMAP)
    site.pages["/a"] = Reply(article("No, geese do not run the hall"), headers=HTML)
    site.pages["/list"] = Reply(sitemap(site, {"/a": "2026-11-25", "/b": "2026-11-24"}))
    site.asked.clear()
    after, _ = read(site, Format.SITEMAP, first.state)
    assert site.paths_asked() == ["/list", "/a"]
    (changed,) = after
    assert isinstance(changed, Document)
    assert isinstance(before[0], Document)
    assert (changed.id, changed.claim.text) == (before[0].id, "Geese do not run the hall")


def test_a_correction_is_a_document_of_its_own_and_names_its_page(site: LocalSite) -> None:
    notice = "<p>Correction: An earlier version of this article said that ducks run the hall.</p>"
    site.pages["/a"] = Reply(article("Geese of a run the hall", notice), headers=HTML)
    site.pages["/list"] = Reply(addresses(site, "/a"))
    found, _ = read(site, Format.ADDRESSES)
    page, correction = found
    assert isinstance(page, Document)
    assert isinstance(correction, Document)
    assert (correction.kind, correction.claim.text) == (Kind.CORRECTION, "Ducks run the hall")
    assert correction.corrects == (page.review.url,)


def test_a_page_that_is_gone_takes_its_documents_back(site: LocalSite) -> None:
    site.pages["/list"] = Reply(addresses(site, "/a", "/b"))
    before, first = read(site, Format.ADDRESSES)
    site.pages["/a"] = Reply(status=410)
    after, second = read(site, Format.ADDRESSES, first.state, NOW + timedelta(days=8))
    assert isinstance(before[0], Document)
    assert after == [Withdrawal(before[0].id, WithdrawalReason.GONE)]
    assert read(site, Format.ADDRESSES, second.state, NOW + timedelta(days=9))[0] == []


def test_a_page_that_no_longer_says_so_takes_that_document_back(site: LocalSite) -> None:
    notice = "<p>Correction: An earlier version of this article said that ducks run the hall.</p>"
    site.pages["/a"] = Reply(article("Geese of a run the hall", notice), headers=HTML)
    site.pages["/list"] = Reply(addresses(site, "/a"))
    (_, correction), first = read(site, Format.ADDRESSES)
    site.pages["/a"] = Reply(article("Geese of a run the hall"), headers=HTML)
    (_, taken_back), _ = read(site, Format.ADDRESSES, first.state, NOW + timedelta(days=8))
    assert isinstance(correction, Document)
    assert taken_back == Withdrawal(correction.id, WithdrawalReason.CHANGED)


def test_a_page_that_a_list_of_one_s_own_no_longer_names_is_taken_back(site: LocalSite) -> None:
    site.pages["/list"] = Reply(addresses(site, "/a", "/b"))
    before, first = read(site, Format.ADDRESSES)
    site.pages["/list"] = Reply(addresses(site, "/b"))
    after, _ = read(site, Format.ADDRESSES, first.state)
    assert isinstance(before[0], Document)
    assert after == [Withdrawal(before[0].id, WithdrawalReason.DELISTED)]


def test_a_page_with_two_addresses_is_taken_back_with_the_last_of_them(site: LocalSite) -> None:
    site.pages["/a"] = site.pages["/a?view=full"] = Reply(
        article("Geese of a run the hall").replace(b"<title>", b"<link rel=canonical href=/a><title>"), headers=HTML
    )
    site.pages["/list"] = Reply(addresses(site, "/a", "/a?view=full"))
    (one, same), first = read(site, Format.ADDRESSES)
    assert isinstance(one, Document)
    assert one == same
    site.pages["/list"] = Reply(addresses(site, "/a"))
    none, second = read(site, Format.ADDRESSES, first.state)
    site.pages["/list"] = Reply(addresses(site))
    taken_back, _ = read(site, Format.ADDRESSES, second.state)
    assert (none, taken_back) == ([], [Withdrawal(one.id, WithdrawalReason.DELISTED)])


def test_a_page_that_only_left_the_latest_news_stays_and_is_followed(site: LocalSite) -> None:
    site.pages["/list"] = Reply(sitemap(site, {"/a": "2026-11-24"}))
    _, first = read(site, Format.SITEMAP)
    site.pages["/list"] = Reply(sitemap(site, {"/b": "2026-11-30"}))
    found, second = read(site, Format.SITEMAP, first.state, NOW + timedelta(days=1))
    assert titles(found) == ["Geese of b run the hall"]
    site.pages["/a"] = Reply(status=404)
    found, third = read(site, Format.SITEMAP, second.state, NOW + timedelta(days=9))
    assert [each.reason for each in found if isinstance(each, Withdrawal)] == [WithdrawalReason.GONE]
    _, last = read(site, Format.SITEMAP, third.state, NOW + timedelta(days=90))
    assert list(last.state.pages) == [f"{site.address}/b"]


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(status=404), RejectionReason.NOT_FOUND),
        (Reply(status=403), RejectionReason.FORBIDDEN),
        (Reply(status=418), RejectionReason.UNREADABLE),
        (Reply(status=503), RejectionReason.UNREACHABLE),
        (Reply(status=302, headers={"Location": "http://10.0.0.1/"}), RejectionReason.FORBIDDEN),
        (Reply(b"%PDF-1.7", headers={"Content-Type": "application/pdf"}), RejectionReason.NOT_A_PAGE),
        (Reply(b"", headers=HTML), RejectionReason.NOT_A_PAGE),
        (Reply(b"<html><title>Log in</title>", headers=HTML), RejectionReason.NO_TEXT),
        (Reply(b"<p>" + b"x" * 11 * 1024**2, headers=HTML), RejectionReason.TOO_LARGE),
        (Reply(b"not gzip", headers={**HTML, "Content-Encoding": "gzip"}), RejectionReason.UNREADABLE),
    ],
)
def test_a_page_that_can_not_be_taken_is_named_and_the_others_are_taken(
    site: LocalSite, reply: Reply, reason: RejectionReason
) -> None:
    site.pages["/list"] = Reply(addresses(site, "/a", "/bad", "/b"))
    site.pages["/bad"] = reply
    found, _ = read(site, Format.ADDRESSES)
    assert titles(found) == ["Geese of a run the hall", "Geese of b run the hall"]
    assert found[1] == Rejection(reason, f"{site.address}/bad")


def test_a_slip_of_the_server_takes_nothing_back(site: LocalSite) -> None:
    site.pages["/list"] = Reply(addresses(site, "/a"))
    _, first = read(site, Format.ADDRESSES)
    for slip in (Reply(status=500), Reply(status=403), Reply(b"", headers=HTML)):
        site.pages["/a"] = slip
        found, later = read(site, Format.ADDRESSES, first.state, NOW + timedelta(days=8))
        assert [type(each) for each in found] == [Rejection]
        assert later.state.pages[f"{site.address}/a"].documents == first.state.pages[f"{site.address}/a"].documents


def test_a_site_that_is_down_ends_the_fetch_and_what_came_before_is_remembered(site: LocalSite) -> None:
    site.pages["/list"] = Reply(addresses(site, "/a", *(f"/down{number}" for number in range(9))))
    for number in range(9):
        site.pages[f"/down{number}"] = Reply(status=503, headers={"Retry-After": "86400"})
    with (
        fetch(feed_of(site, Format.ADDRESSES), FeedState(), local_web(), NOW) as fetched,
        pytest.raises(FeedUnreachableError, match="answered 503"),
    ):
        list(fetched)
    assert site.paths_asked() == ["/list", "/a", "/down0", "/down1", "/down2"]
    assert list(fetched.state.pages) == [f"{site.address}/a"]


def test_a_listing_that_did_not_change_is_not_read_again(site: LocalSite) -> None:
    site.pages["/list"] = Reply(sitemap(site, {"/a": "2026-11-24"}), headers={"ETag": '"list1"'})
    _, first = read(site, Format.SITEMAP)
    site.asked.clear()
    assert read(site, Format.SITEMAP, first.state)[0] == []
    assert site.asked[-1].headers["if-none-match"] == '"list1"'


def test_what_is_left_over_is_asked_the_next_time_also_if_the_listing_is_the_same(
    site: LocalSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/list"] = Reply(sitemap(site, {"/a": "3", "/b": "2", "/c": "1"}), headers={"ETag": '"list1"'})
    monkeypatch.setattr(page_reader, "MAX_PAGES", 2)
    found, first = read(site, Format.SITEMAP)
    assert titles(found) == ["Geese of a run the hall", "Geese of b run the hall"]
    found, _ = read(site, Format.SITEMAP, first.state)
    assert titles(found) == ["Geese of c run the hall"]


def test_a_page_that_was_out_of_reach_is_asked_the_next_time(site: LocalSite) -> None:
    site.pages["/list"] = Reply(addresses(site, "/a", "/b"), headers={"ETag": '"list1"'})
    well, site.pages["/b"] = site.pages["/b"], Reply(status=503)
    _, first = read(site, Format.ADDRESSES)
    site.pages["/b"] = well
    assert titles(read(site, Format.ADDRESSES, first.state)[0]) == ["Geese of b run the hall"]


def test_a_sitemap_is_read_though_the_index_that_names_it_stays_the_same(site: LocalSite) -> None:
    index = f"<sitemapindex><sitemap><loc>{site.address}/map.xml</loc></sitemap></sitemapindex>"
    site.pages["/list"] = Reply(index.encode(), headers={"ETag": '"index1"'})
    site.pages["/map.xml"] = Reply(sitemap(site, {"/a": "2026-11-01"}))
    _, first = read(site, Format.SITEMAP)
    site.pages["/map.xml"] = Reply(sitemap(site, {"/a": "2026-11-01", "/b": "2026-11-02"}))
    assert titles(read(site, Format.SITEMAP, first.state)[0]) == ["Geese of b run the hall"]


def test_a_changed_reader_reads_everything_anew(site: LocalSite) -> None:
    site.pages["/list"] = Reply(addresses(site, "/a"))
    _, first = read(site, Format.ADDRESSES)
    older = FeedState(first.state.validators, first.state.pages, reader="0.0")
    assert titles(read(site, Format.ADDRESSES, older)[0]) == ["Geese of a run the hall"]


def test_an_index_of_sitemaps_leads_to_their_pages_newest_first(site: LocalSite) -> None:
    index = "".join(f"<sitemap><loc>{site.address}/map{number}.xml</loc></sitemap>" for number in (1, 2))
    site.pages["/list"] = Reply(f"<sitemapindex>{index}</sitemapindex>".encode())
    site.pages["/map1.xml"] = Reply(sitemap(site, {"/a": "2026-11-01", "/c": "2026-11-03"}))
    site.pages["/map2.xml"] = Reply(sitemap(site, {"/b": "2026-11-02"}))
    found, _ = read(site, Format.SITEMAP)
    assert titles(found) == [f"Geese of {name} run the hall" for name in "cba"]


def test_an_article_that_comes_whole_in_a_feed_needs_no_request(site: LocalSite) -> None:
    line = "<p>Page {} of the register of offices names no goose at all, and anybody may read it.</p>"
    body = "".join(line.format(number) for number in range(25))
    item = (
        f"<item><title>No, geese do not run the hall</title><link>{site.address}/whole</link>"
        f"<pubDate>Wed, 25 Nov 2026 08:00:00 GMT</pubDate><description><![CDATA[{body}]]></description></item>"
        f"<item><title>Teaser</title><link>{site.address}/a</link><description>Read on</description></item>"
    )
    site.pages["/list"] = Reply(f"<rss version='2.0'><channel><title>t</title>{item}</channel></rss>".encode())
    found, first = read(site, Format.RSS)
    assert titles(found) == ["No, geese do not run the hall", "Geese of a run the hall"]
    assert site.paths_asked() == ["/list", "/a"]
    whole = found[0]
    assert isinstance(whole, Document)
    assert (whole.claim.text, whole.review.published) == ("Geese do not run the hall", "2026-11-25")
    assert read(site, Format.RSS, first.state)[0] == []


@pytest.mark.parametrize(
    ("format_", "content", "message"),
    [
        (Format.RSS, b"<html>not found</html>", "should be an RSS or Atom feed, and is none"),
        (Format.SITEMAP, b"<html>not found</html>", "should be a sitemap; its first element is html"),
        (Format.SITEMAP, b"", "should be a sitemap"),
    ],
)
def test_what_is_no_listing_is_named(site: LocalSite, format_: Format, content: bytes, message: str) -> None:
    site.pages["/list"] = Reply(content)
    with pytest.raises(FeedBrokenError, match=message):
        read(site, format_)


def searching(site: LocalSite, query: str = "?query=geese", key: str | None = "secret-key") -> list[object]:
    feed = ConfiguredFeed("google", Format.CLAIM_SEARCH, f"{site.address}/search{query}", key=key)
    with fetch(feed, FeedState(), local_web()) as fetched:
        return list(fetched)


def test_a_search_is_read_page_after_page_with_the_key_in_a_header(site: LocalSite) -> None:
    def page(number: int, following: str) -> Reply:
        review = f'{{"url": "https://checks.example/{number}", "textualRating": "False"}}'
        return Reply(f'{{"claims": [{{"text": "Claim {number}.", "claimReview": [{review}]}}]{following}}}'.encode())

    site.pages["/search?query=geese&pageSize=100"] = page(1, ', "nextPageToken": "t2"')
    site.pages["/search?query=geese&pageSize=100&pageToken=t2"] = page(2, "")
    found = searching(site)
    assert [each.claim.text for each in found if isinstance(each, Document)] == ["Claim 1.", "Claim 2."]
    assert [asked.headers["x-goog-api-key"] for asked in site.asked] == ["secret-key"] * 2
    assert "secret" not in "".join(asked.path for asked in site.asked)


@pytest.mark.parametrize(
    ("query", "key", "reply", "error", "message"),
    [
        ("?query=geese", None, Reply(), FeedForbiddenError, "needs a key of the Google Fact Check Tools API"),
        ("?key=secret-key", "secret-key", Reply(), FeedError, "the key should stand under key, not in the address"),
        ("?query=geese", "secret-key", Reply(status=403), FeedForbiddenError, "answered 403"),
        ("?query=geese", "secret-key", Reply(b"<html>"), FeedBrokenError, "should answer in JSON"),
        ("?query=geese", "secret-key", Reply(b"[]"), FeedBrokenError, "should answer with an object"),
        ("?query=geese", "secret-key", Reply(status=503), FeedUnreachableError, "answered 503"),
    ],
)
def test_no_failure_of_a_search_tells_the_key(
    site: LocalSite, query: str, key: str | None, reply: Reply, error: type[FeedError], message: str
) -> None:
    site.pages["/search?query=geese&pageSize=100"] = reply
    with pytest.raises(error, match=message) as refused:
        searching(site, query, key)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("format_", [Format.CSV, Format.JSONL])
def test_a_table_is_whole_and_read_again_once_it_was_written_again(tmp_path: Path, format_: Format) -> None:
    source = tmp_path / "table"
    rows = {
        Format.CSV: "url,claim\nhttps://desk.example/1,Geese run the hall.\n",
        Format.JSONL: '{"url": "https://desk.example/1", "claim": "Geese run the hall."}\n',
    }
    source.write_text(rows[format_])
    feed = ConfiguredFeed("desk", format_, str(source))
    with fetch(feed, FeedState(), local_web()) as fetched:
        (document,) = fetched
        assert (fetched.is_complete, fetched.is_unchanged) == (True, False)
    assert isinstance(document, Document)
    with fetch(feed, fetched.state, local_web()) as again:
        assert (list(again), again.is_unchanged) == ([], True)


def test_a_table_without_addresses_is_named(tmp_path: Path) -> None:
    source = tmp_path / "table.csv"
    source.write_text("name;claim\nx;y\n")
    with (
        fetch(ConfiguredFeed("desk", Format.CSV, str(source)), FeedState(), local_web()) as fetched,
        pytest.raises(
            FeedBrokenError, match=r"\[desk\] the first line should name the columns, one of them url; found"
        ),
    ):
        list(fetched)
