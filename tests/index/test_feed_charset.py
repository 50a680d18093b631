"""A page is read in the encoding that it is in, whoever says otherwise."""

import codecs

import pytest

from index.feeds.charset import decoded

GEESE = "Гуси не управляют ратушей, сообщает реестр должностей города."
DASH = "It’s the café – and “open”"


@pytest.mark.parametrize(
    ("content", "content_type", "text"),
    [
        (GEESE.encode(), "text/html; charset=utf-8", GEESE),
        (GEESE.encode(), "", GEESE),
        (GEESE.encode("cp1251"), "text/html; charset=windows-1251", GEESE),
        (GEESE.encode("koi8-r"), 'text/html; Charset="KOI8-R"', GEESE),
        (codecs.BOM_UTF8 + GEESE.encode(), "text/html; charset=iso-8859-1", GEESE),
        (codecs.BOM_UTF16_LE + GEESE.encode("utf-16-le"), "text/html", GEESE),
        # The server says UTF-8 of everything; the page knows better.
        (
            b'<meta charset="windows-1251">' + GEESE.encode("cp1251"),
            "text/html; charset=utf-8",
            f'<meta charset="windows-1251">{GEESE}',
        ),
        # "Latin 1" on the web is the wider table of Windows.
        (DASH.encode("cp1252"), "text/html; charset=iso-8859-1", DASH),
        (DASH.encode("cp1252"), "text/html; charset=us-ascii", DASH),
        # Nobody says anything, or something that isn't a table of letters.
        (GEESE.encode("cp1251"), "", GEESE),
        (GEESE.encode(), "text/html; charset=base64", GEESE),
        (GEESE.encode(), "text/html; charset=nonsense", GEESE),
        (b"", "", ""),
    ],
)
def test_a_page_becomes_its_text(content: bytes, content_type: str, text: str) -> None:
    assert decoded(content, content_type) == text


def test_bytes_that_fit_nothing_are_marked_and_the_rest_is_read() -> None:
    assert decoded(b"geese \xff\xfe\x81 geese", "text/html; charset=utf-8").count("geese") == 2
