"""Words that sentence and claim share, and what stands in only one of them: negation, numbers, names. Pure.

It compares surfaces and draws no conclusion from them; English only, since capitals and negations differ elsewhere.
"""

import re

from index.lexical import tokenise
from index.lookup.answer import Differences
from index.texts import ENGLISH

_NEGATION = re.compile(r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot)\b|n['’]t\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# Capitalised words, joined when they follow each other ("Robert Gates", "Quds Force").
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*")
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


def differences(sentence: str, claim: str, document_text: str) -> Differences:
    """What differs between an English sentence and an English claim.

    Numbers are those that only one of the two has. Names are the sentence's that the document's text lacks.
    """
    return Differences(
        negation=bool(_NEGATION.search(sentence)) != bool(_NEGATION.search(claim)),
        numbers=_only_in_one(_NUMBER.findall(sentence), _NUMBER.findall(claim)),
        names=_missing_names(sentence, document_text),
    )


def _only_in_one(sentence: list[str], claim: list[str]) -> tuple[str, ...]:
    def value(number: str) -> str:
        return number.replace(",", "")

    ours, theirs = {value(number) for number in sentence}, {value(number) for number in claim}
    return tuple(
        dict.fromkeys(number for number in (*sentence, *claim) if (value(number) in ours) != (value(number) in theirs))
    )


def _missing_names(sentence: str, document_text: str) -> tuple[str, ...]:
    stems = set(tokenise(document_text, ENGLISH))
    missing = []
    for match in _NAME.finditer(sentence):
        # The first word of a sentence is capitalised whatever it is, so alone it tells nothing.
        name = match.group() if match.start() else " ".join(match.group().split()[1:])
        own = tokenise(name, ENGLISH)
        if own and stems.isdisjoint(own):
            missing.append(name)
    return tuple(dict.fromkeys(missing))
