"""feeds.toml says which feeds there are; what is wrong in it is named by feed and field."""

from datetime import timedelta
from pathlib import Path

import pytest

from index.__main__ import main
from index.feeds.configured import ConfiguredFeed, FeedsFileError, Format, parse_feeds, read_feeds
from index.folder import DataFolder
from index.records import Kind

WHOLE = """
# Everything that may stand there.
[google-registry]
format = "claimreview"
address = "https://feeds.example/data.json"
every = "6h"
licence = "CC-BY-4.0"
attribution = "The Registry"
kind = "analysis"
publisher = "Example Press"
language = "en"
key = "secret-key"

[starter]
format = "starter"
"""


def test_a_feed_is_read_with_everything_that_may_stand_there() -> None:
    assert parse_feeds(WHOLE, "feeds.toml") == (
        ConfiguredFeed(
            name="google-registry",
            format=Format.CLAIMREVIEW,
            address="https://feeds.example/data.json",
            every=timedelta(hours=6),
            licence="CC-BY-4.0",
            attribution="The Registry",
            kind=Kind.ANALYSIS,
            publisher="Example Press",
            language="en",
            key="secret-key",
        ),
        ConfiguredFeed("starter", Format.STARTER, "", timedelta(days=1)),
    )


def test_a_key_is_not_printed() -> None:
    assert "secret" not in repr(parse_feeds(WHOLE, "feeds.toml"))


def test_no_file_is_no_feed(tmp_path: Path) -> None:
    assert read_feeds(tmp_path / "feeds.toml") == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[a", "feeds.toml is no valid TOML"),
        ("a = 1", "a should stand under a feed's name in square brackets"),
        ('["A b"]', "a feed's name should be lower-case words joined by '-'; found 'A b'"),
        ("[a]", r"\[a\] format should be one of starter, claimreview.*; found null"),
        ('[a]\nformat = "xml"', r"\[a\] format should be one of starter, claimreview.*; found \"xml\""),
        ('[a]\nformat = "claimreview"', r"\[a\] address should be a file or an http"),
        ('[a]\nformat = "starter"\nadress = "x"', r"\[a\] adress is not known; what may stand there: format, address"),
        ('[a]\nformat = "starter"\nevery = "often"', r"\[a\] every should be a time such as 30m"),
        ('[a]\nformat = "starter"\nevery = "1m"', r"\[a\] every should be .* 5m at least; found \"1m\""),
        ('[a]\nformat = "starter"\nkind = "rumour"', r"\[a\] kind should be one of fact_check, counter_report"),
        ('[a]\nformat = "starter"\nlanguage = "English"', r"\[a\] language should be a language code"),
        ('[a]\nformat = "starter"\nlicence = 7', r"\[a\] licence should be text in quotation marks; found 7"),
    ],
)
def test_what_is_wrong_is_named_by_feed_and_field(text: str, message: str) -> None:
    with pytest.raises(FeedsFileError, match=message):
        parse_feeds(text, "feeds.toml")


def add(data: DataFolder, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setenv("SIDELIGHT_DATA", str(data.path))
    return main(["feeds", *arguments])


def test_a_feed_is_added_behind_what_a_person_wrote(
    empty_data: DataFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(empty_data, monkeypatch, "add", "desk", "csv", "/srv/desk.csv", "--licence", 'a "quoted" licence') == 0
    written = empty_data.feeds.read_text()
    assert written.startswith("# The feeds that documents come from.")
    empty_data.feeds.write_text(written + "# my own comment\n")
    more = ("add", "news", "rss", "https://news.example/feed", "--every", "6h", "--kind", "counter_report")
    assert add(empty_data, monkeypatch, *more) == 0
    assert "# my own comment" in empty_data.feeds.read_text()
    assert read_feeds(empty_data.feeds, {}) == (
        ConfiguredFeed("desk", Format.CSV, "/srv/desk.csv", licence='a "quoted" licence'),
        ConfiguredFeed("news", Format.RSS, "https://news.example/feed", timedelta(hours=6), kind=Kind.COUNTER_REPORT),
    )
    assert [path.name for path in empty_data.path.iterdir()] == ["feeds.toml"]
    capsys.readouterr()
    assert add(empty_data, monkeypatch) == 0
    assert capsys.readouterr().out.splitlines() == [
        'desk: csv, every 1d; a "quoted" licence',
        "  /srv/desk.csv",
        "news: rss, every 6h; licence not stated",
        "  https://news.example/feed",
    ]


def test_a_file_is_the_same_wherever_it_is_read_from(
    empty_data: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("there", "elsewhere"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "there")
    assert add(empty_data, monkeypatch, "add", "desk", "csv", "desk.csv") == 0
    with empty_data.feeds.open("a") as file:
        file.write('[beside]\nformat = "csv"\naddress = "beside.csv"\n')
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert [feed.address for feed in read_feeds(empty_data.feeds)] == [
        str(tmp_path / "there" / "desk.csv"),
        str(empty_data.path / "beside.csv"),
    ]


def test_the_starter_documents_need_no_address(empty_data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    assert add(empty_data, monkeypatch, "add", "own", "starter") == 0
    assert read_feeds(empty_data.feeds) == (ConfiguredFeed("own", Format.STARTER, ""),)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("desk", "csv", "/srv/other.csv"), "feeds.toml has a feed desk already."),
        (("other", "csv"), "address should be a file or an http(s) address; found null."),
        (("My Desk", "csv", "/srv/other.csv"), "a feed's name should be lower-case words"),
        (("other", "csv", "/srv/other.csv", "--every", "never"), "every should be a time such as 30m"),
    ],
)
def test_a_feed_that_can_not_be_added_changes_nothing(
    empty_data: DataFolder,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    message: str,
) -> None:
    add(empty_data, monkeypatch, "add", "desk", "csv", "/srv/desk.csv")
    before = empty_data.feeds.read_text()
    assert add(empty_data, monkeypatch, "add", *arguments) == 1
    assert message in capsys.readouterr().err
    assert empty_data.feeds.read_text() == before


def test_without_feeds_the_list_says_how_to_add_one(
    empty_data: DataFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(empty_data, monkeypatch) == 0
    assert "python -m index feeds add --help" in capsys.readouterr().out


def test_a_search_takes_the_key_of_the_environment_unless_it_has_its_own(tmp_path: Path) -> None:
    search = 'format = "claim-search"\naddress = "https://search.example/"\n'
    (tmp_path / "feeds.toml").write_text(f'[one]\n{search}\n[two]\n{search}key = "own"\n[three]\nformat = "starter"\n')
    feeds = read_feeds(tmp_path / "feeds.toml", {"SIDELIGHT_FACT_CHECK_KEY": "shared"})
    assert [feed.key for feed in feeds] == ["shared", "own", None]


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(FeedsFileError, match=r"feeds\.toml can't be read"):
        read_feeds(tmp_path / "feeds.toml")
