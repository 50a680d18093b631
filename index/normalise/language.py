"""The language of a sentence or headline, or None.

Short English text full of names is easily taken for German or Indonesian, and would then be matched by the
wrong encoder, so a doubtful answer is no answer. The one place that imports the detector; must not know what
the answer is used for.
"""

import mmap
import re
from functools import cache
from importlib.metadata import version
from pathlib import Path

import numpy as np
from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]  # it has no types
from py3langid.modelio import load_model  # type: ignore[import-untyped]

from index.kept import kept_folder, made_once

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

_MOVES, _TABLES = "moves.u32", "tables.npz"
_LETTER = re.compile(r"[^\W\d_]")
# Fewer letters than this are a name or a number, whatever the detector says.
_MIN_LETTERS = 3


def detect_language(text: str) -> str | None:
    """Return the ISO 639-1 code of one of `LANGUAGES`, or None when unsure.

    The first call maps the model, the very first on a machine unpacks it (about 1 s); later ones take a tenth of a
    millisecond. A language outside `LANGUAGES` may come out as a close relative.
    """
    if len(_LETTER.findall(text)) < _MIN_LETTERS:
        return None
    language, confidence = _identifier().classify(text)
    bar = MIN_ENGLISH_CONFIDENCE if language == "en" else MIN_CONFIDENCE
    return str(language) if confidence >= bar else None


@cache
def _identifier() -> LanguageIdentifier:
    name = f"languages-{version('py3langid')}-{'-'.join(LANGUAGES)}"
    folder = made_once(kept_folder() / name, _unpack)
    with (folder / _MOVES).open("rb") as file:
        moves = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)).cast("I")
    with np.load(folder / _TABLES, allow_pickle=False) as tables:
        return LanguageIdentifier(
            tables["weights"],
            tables["priors"],
            tables["languages"].tolist(),
            moves,
            tables["outputs"].tolist(),
            norm_probs=True,
            tk_row=tables["rows"].tolist(),
        )


def _unpack(folder: Path) -> None:
    """Keep the packaged model of `LANGUAGES` alone: its automaton, most of it, in a file that processes can map."""
    weights, priors, languages, moves, rows, outputs = load_model(MODEL_DIR / MODEL_FILE)
    ours = [place for place, language in enumerate(languages) if language in LANGUAGES]
    np.asarray(moves, np.uint32).tofile(folder / _MOVES)
    np.savez(
        folder / _TABLES,
        weights=np.asarray(weights)[:, ours],
        priors=np.asarray(priors)[ours],
        languages=[languages[place] for place in ours],
        rows=np.asarray(rows),
        outputs=outputs,
    )
