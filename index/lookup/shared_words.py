"""Words that a sentence shares with a document, which tell a reader why it was found. Pure."""

import re

from index.lexical import tokenise

_WORD = re.compile(r"\w[\w’'-]*")
# More than this many shared words no longer explain anything.
_SHARED_WORDS = 8


def shared_words(sentence: str, document_text: str, language: str) -> tuple[str, ...]:
    """The sentence's own words, in order, whose stems the document's text has too; names before other words."""
    stems = set(tokenise(document_text, language))
    found = [
        match.group()
        for match in _WORD.finditer(sentence)
        if (own := tokenise(match.group(), language)) and stems.issuperset(own)
    ]
    distinct = list({word.casefold(): word for word in reversed(found)}.values())[::-1]
    names = [word for word in distinct if word[0].isupper()]
    others = [word for word in distinct if not word[0].isupper()]
    return tuple((names + others)[:_SHARED_WORDS])
