"""feeds.toml says which feeds there are; what is wrong in it is named by feed and field."""

from datetime import timedelta
from pathlib import Path

import pytest

from index.feeds.configured import ConfiguredFeed, FeedsFileError, Format, parse_feeds, read_feeds
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


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "feeds.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(FeedsFileError, match=r"feeds\.toml can't be read"):
        read_feeds(tmp_path / "feeds.toml")
