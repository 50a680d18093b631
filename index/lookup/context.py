"""What stands around a sentence, as a second and weaker query for it. Pure.

"He voted against it" means little alone. Together with the sentences around it, it lies nearer to the claim it is
about; taken for the only query, the surroundings would drown the sentence.
"""

from index.lookup.cleaning import clean
from index.lookup.question import Sentence

# What is nearest tells most, and a longer text pulls the vector away from the sentence.
_CHARS_BEFORE = 250
_CHARS_AFTER = 150


def in_context(sentence: Sentence) -> str:
    """The sentence between the ends of what stands before and after it; empty where nothing does."""
    before = " ".join(sentence.before.split())
    after = " ".join(sentence.after.split())
    if not before and not after:
        return ""
    if len(before) > _CHARS_BEFORE:
        before = before[-_CHARS_BEFORE:].partition(" ")[2]
    if len(after) > _CHARS_AFTER:
        after = after[:_CHARS_AFTER].rpartition(" ")[0]
    return " ".join(filter(None, (clean(before), clean(sentence.text), clean(after))))
