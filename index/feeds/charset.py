"""The bytes of a page as text, whatever the server and the page say of their encoding. Pure."""

import codecs
import re
from email.message import Message

from charset_normalizer import from_bytes

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# How far into a page its own statement is looked for; the standard asks for 1,024 and many pages need more.
_HEAD_BYTES = 4_096
_STATED = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
# What pages call by the narrower name they write in the wider table, by https://encoding.spec.whatwg.org/
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# Guessing needs no more, and takes long on more.
_SAMPLE_BYTES = 50_000


def decoded(content: bytes, content_type: str) -> str:
    """The text. Believed in turn: a byte order mark, the server, the page, UTF-8 where it fits, the best guess."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    for stated in (_of_header(content_type), _of_page(content), "utf-8"):
        if (encoding_ := _known(stated)) and (text := _strictly(content, encoding_)) is not None:
            return text
    guess = from_bytes(content[:_SAMPLE_BYTES]).best()
    stated = _known(_of_header(content_type)) or _known(_of_page(content))
    return content.decode(stated or (guess.encoding if guess else "cp1252"), "replace")


def _of_header(content_type: str) -> str | None:
    message = Message()
    message["content-type"] = content_type
    charset = message.get_param("charset")
    return charset if isinstance(charset, str) else None


def _of_page(content: bytes) -> str | None:
    found = _XML.search(content[:_HEAD_BYTES]) or _STATED.search(content[:_HEAD_BYTES])
    return found[1].decode("ascii") if found else None


def _known(name: str | None) -> str | None:
    try:
        found = codecs.lookup(name or "").name
    except (LookupError, ValueError):
        return None
    # Tables that turn bytes into bytes, and the family of which a page can't state one in readable letters.
    return (
        None
        if found.startswith(("utf-16", "utf-32", "base64", "hex", "rot", "zlib", "bz2"))
        else _WIDER.get(found, found)
    )


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
