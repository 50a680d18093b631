"""A picture of a collection: documents by year, stacked by kind, as plain shapes for an inline SVG. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from index.collection import UNDATED
from index.records import Kind

WIDTH, HEIGHT = 720, 300
# On the right there is room for half of the last year's number.
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 16, 12, 28
# Years that are drawn apart; all earlier ones share the first bar.
_MOST_YEARS = 30
# Of each year's room, so that bars stand apart.
_BAR_SHARE = 0.8
_MOST_LABELS = 10
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """The documents of one kind and year. `title` says in words what it shows."""

    x: float
    y: float
    width: float
    height: float
    kind: Kind
    title: str


@dataclass(frozen=True, slots=True)
class Label:
    """A word at a place: a year below its bar, or a number left of its line."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes in a box of WIDTH by HEIGHT, the y axis pointing down. `columns` are the same numbers for a table."""

    bars: tuple[Bar, ...]
    years: tuple[Label, ...]
    lines: tuple[Label, ...]
    kinds: tuple[Kind, ...]
    columns: tuple[tuple[str, Mapping[Kind, int]], ...]
    undated: int
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT


def draw(years: Mapping[str, Mapping[Kind, int]]) -> Picture:
    """The picture of documents counted by year and kind; without bars where no document has a year."""
    columns = _columns(years)
    kinds = tuple(kind for kind in Kind if any(kind in counts for counts in years.values()))
    undated = sum(years.get(UNDATED, {}).values())
    if not columns:
        return Picture((), (), (), kinds, (), undated)
    step = _step(max(sum(counts.values()) for _, counts in columns))
    top = step * -(-max(sum(counts.values()) for _, counts in columns) // step)
    room = (WIDTH - _LEFT - _RIGHT) / len(columns)
    height = HEIGHT - _TOP - _BOTTOM
    bars: list[Bar] = []
    for place, (year, counts) in enumerate(columns):
        y = float(HEIGHT - _BOTTOM)
        for kind in kinds:
            if count := counts.get(kind, 0):
                tall = height * count / top
                y -= tall
                x = _LEFT + room * (place + (1 - _BAR_SHARE) / 2)
                bars.append(Bar(x, y, room * _BAR_SHARE, tall, kind, f"{year}, {kind.replace('_', ' ')}: {count:,}"))
    every = -(-len(columns) // _MOST_LABELS)
    return Picture(
        bars=tuple(bars),
        years=tuple(
            Label(_LEFT + room * (place + 0.5), HEIGHT - _BOTTOM / 3, year)
            for place, (year, _) in enumerate(columns)
            # Counted from the last one, which is the one that people look for.
            if (len(columns) - 1 - place) % every == 0
        ),
        lines=tuple(
            Label(_LEFT - 6, HEIGHT - _BOTTOM - height * value / top, f"{value:,}") for value in range(0, top + 1, step)
        ),
        kinds=kinds,
        columns=columns,
        undated=undated,
    )


def _columns(years: Mapping[str, Mapping[Kind, int]]) -> tuple[tuple[str, Mapping[Kind, int]], ...]:
    """Every year from the first to the last with its counts, years without documents too."""
    dated = sorted(int(year) for year in years if year.isdecimal())
    if not dated:
        return ()
    first = max(dated[0], dated[-1] - _MOST_YEARS + 1)
    early: dict[Kind, int] = {}
    for year in dated:
        for kind, count in years[f"{year:04}"].items() if year < first else ():
            early[kind] = early.get(kind, 0) + count
    columns = [(str(year), years.get(f"{year:04}", {})) for year in range(first, dated[-1] + 1)]
    return (*([(f"before {first}", early)] if early else []), *columns)


def _step(most: int) -> int:
    """A round number that goes into `most` at most _MOST_LINES times."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if most <= _MOST_LINES * factor * step:
                return factor * step
        step *= 10
