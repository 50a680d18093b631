"""What a page quotes: the sentences in its body that stand in quotation marks. Pure.

A fact-check repeats the words that it checks, and a reader has those very words before him: they are nearer to his
sentence than any claim that an editor wrote from them.
"""

import re

# So many of a page get a vector each. Most pages quote what they check at their beginning.
MAX_QUOTATIONS = 4
# Shorter ones are names and terms ("Green New Deal"), longer ones whole speeches.
_MIN_WORDS = 5
_MAX_CHARS = 400

_QUOTED = re.compile(r"[“„\"]([^“”„\"\n]+)[”“\"]|«([^«»\n]+)»|「([^「」\n]+)」")


def quotations(body: str) -> list[str]:
    """The first distinct quotations of a statement's length, in their order, at most MAX_QUOTATIONS."""
    found: dict[str, None] = {}
    for match in _QUOTED.finditer(body):
        text = " ".join(next(group for group in match.groups() if group is not None).split()).strip(" ,.;")
        if len(text) <= _MAX_CHARS and len(text.split()) >= _MIN_WORDS:
            found.setdefault(text)
            if len(found) == MAX_QUOTATIONS:
                break
    return list(found)
