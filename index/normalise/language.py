"""The language of a sentence or headline, or None.

Short English text full of names is easily taken for German or Indonesian, and would then be matched by the
wrong encoder, so a doubtful answer is no answer. The one place that imports the detector; must not know what
the answer is used for.
"""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]  # it carries no types

# The 16 languages of the multilingual encoder, and those of the starter corpus (Norwegian, Slovene, Indonesian).
LANGUAGES = ("ar", "de", "en", "es", "fr", "id", "it", "ja", "ko", "nl", "no", "pl", "pt", "ru", "sl", "th", "tr", "zh")

# Confidence (0 to 1) from which an answer other than English is believed. Lower: English headlines turn
# German. Higher: short foreign sentences stay without a language. Of 48,276 real claims two English ones came out
# above 0.8 as something else, and 48 of 49 foreign sentences came out right, even above 0.9.
MIN_CONFIDENCE = 0.8
# English needs less, since nearly everything in the feeds is English: none of the 49 foreign ones came out as
# English at all. Higher: more short English claims stay without a language (17 of 2,000 for
# this reason, 67 at 0.5).
MIN_ENGLISH_CONFIDENCE = 0.3

_LETTER = re.compile(r"[^\W\d_]")
# Fewer letters than this are a name or a number, whatever the detector says.
_MIN_LETTERS = 3


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of one of `LANGUAGES`, or None when unsure.

    The first call loads the model (about 1 s and 80 MB), later ones take a tenth of a millisecond. A language
    outside `LANGUAGES` may come out as a close relative.
    """
    if len(_LETTER.findall(text)) < _MIN_LETTERS:
        return None
    language, confidence = _identifier().classify(text)
    bar = MIN_ENGLISH_CONFIDENCE if language == "en" else MIN_CONFIDENCE
    return str(language) if confidence >= bar else None


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier
