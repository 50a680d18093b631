"""Running text into sentences. Pure."""

import re

_END = re.compile(r"""(?<=[.!?…])["”’»)\]]*\s+(?=["“‘«(\[]*[A-Z0-9À-ÖØ-Þ])""")
# What a full stop stands behind without ending anything. "U.S." and initials are covered by the single letter.
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Adm|Rev|Hon|St|Jr|Sr|Inc|Ltd|Co|Corp|No|Nos|vs|approx|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Fig|Figs|Art|Sec|Ariz|Calif|Colo|Conn|Fla|Ga|Ill|Ind|Kan|Mass|"
    r"Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|D-[A-Z]\w*|R-[A-Z]\w*)|\b[A-Z])\.$"
)


def sentences(text: str) -> list[str]:
    """The sentences of a text in order, each on one line; a line's end ends a sentence too."""
    found: list[str] = []
    for line in text.splitlines():
        start = 0
        for end in _END.finditer(line):
            if not _SHORT.search(line[start : end.start()].rstrip('"”’»)]')):
                found.append(line[start : end.end()].strip())
                start = end.end()
        found.append(line[start:].strip())
    return [sentence for sentence in found if sentence]
