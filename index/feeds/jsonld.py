"""Reading schema.org values, which may each be a string, an object or a list of either.

This is where JSON of unknown shape turns into typed values: what is asked for comes out as text, numbers
or nodes, and whatever has another type comes out as nothing. Must not know what a review is.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from index.normalise.text import clean_text


@dataclass(frozen=True, slots=True)
class Node:
    """One JSON object and the ways in which it may be asked."""

    fields: Mapping[str, object]

    def has(self, key: str) -> bool:
        """Whether the key is there with anything but null."""
        return self.fields.get(key) is not None

    def is_a(self, name: str) -> bool:
        """Whether `@type` names this type, be it by its full address or among others."""
        return any(written.rstrip("/").rsplit("/", 1)[-1].removeprefix("schema:") == name for written in self._types())

    def raw_text(self, key: str) -> str | None:
        """The one string under the key as it was written, also if it stands alone in a list; else None."""
        texts = [text for text in _as_list(self.fields.get(key)) if isinstance(text, str)]
        return texts[0] if len(texts) == 1 else None

    def text(self, key: str) -> str | None:
        """The one string under the key, cleaned; None where nothing is left of it."""
        return clean_text(self.raw_text(key) or "") or None

    def number(self, key: str) -> float | None:
        """The finite number under the key, also one written as a string; else None."""
        value = self.fields.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            return None
        try:
            number = float(value)
        except (ValueError, OverflowError):
            return None
        return number if math.isfinite(number) else None

    def nodes(self, key: str) -> tuple["Node", ...]:
        """The objects under the key, be it one or a list."""
        return tuple(Node(value) for value in _as_list(self.fields.get(key)) if isinstance(value, Mapping))

    def names(self, key: str) -> tuple[str, ...]:
        """What is named under the key: strings, and the `name` of objects; cleaned, each once, in order."""
        found: list[str] = []
        for value in _as_list(self.fields.get(key)):
            name = Node(value).text("name") if isinstance(value, Mapping) else value
            if isinstance(name, str) and (cleaned := clean_text(name)) and cleaned not in found:
                found.append(cleaned)
        return tuple(found)

    def _types(self) -> list[str]:
        return [name for name in _as_list(self.fields.get("@type")) if isinstance(name, str)]


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
