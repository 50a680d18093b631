"""Keeps what the journeys saw: python -m journey.pictures, in tests/, after they ran (`make pictures` does both).

Of a state of the sidebar only the sidebar is kept, and of every picture as many colours as it takes to read it.
"""

from pathlib import Path

from PIL import Image

from journey.reader import OUT, WINDOW_PX

KEPT = Path(__file__).resolve().parents[2] / "docs" / "images"
SIDEBAR_PX = 384
COLOURS = 256
SCHEMES = ("light", "dark")
# What README.md shows whole, by the name of what was seen.
WINDOWS = {
    "sidebar": "sidebar",
    "reading-page": "reading-page",
    "difference": "card-opposite",
    "what-was-sent": "what-was-sent",
    "right-to-left": "language-ar-ar",
    "options": "options-chosen",
    "article": "article-checked-light",
    "forced-colours": "article-checked-forced-colours",
}
# What docs/pictures.md shows.
ASKED = (
    "answered",
    "opposite",
    "nothing_found",
    "no_selection",
    "arranged_away",
    "marked_wrong",
    "sent_and_kept",
    "quiet",
    "without_token",
)
ARTICLES = ("checked", "under_way", "broken_off", "sentence_lost", "sentence_chosen", "nothing_found", "no_article")


def main() -> None:
    """Write every picture into docs/images."""
    (KEPT / "states").mkdir(parents=True, exist_ok=True)
    for name, seen in WINDOWS.items():
        _keep(_seen(seen), f"{name}.png")
    for scheme in SCHEMES:
        states = [f"state-{state}-{scheme}" for state in ASKED] + [f"article-{state}-{scheme}" for state in ARTICLES]
        for state in states:
            width, height = WINDOW_PX
            _keep(_seen(state).crop((width - SIDEBAR_PX, 0, width, height)), f"states/{state}.png")
        for page in ("options", "welcome"):
            whole = _seen(f"state-{page}-{scheme}")
            # The text stands in the middle third.
            _keep(whole.crop((whole.width // 4, 0, whole.width * 3 // 4, whole.height)), f"states/{page}-{scheme}.png")


def _seen(name: str) -> Image.Image:
    return Image.open(OUT / f"{name}.png").convert("RGB")


def _keep(picture: Image.Image, name: str) -> None:
    picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(KEPT / name, optimize=True)


if __name__ == "__main__":
    main()
