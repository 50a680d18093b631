"""schema.org objects in a page: JSON-LD scripts, and microdata as the same objects. Must not know what they mean."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

from lxml.etree import _Element

from index.feeds.jsonld import Node

# Deeper than any page nests a review in its graph.
_MAX_DEPTH = 12
# Three steps reach from a review to its author's organisation; graphs that refer to each other have no end.
_MAX_REFERENCES = 3
# A page with more values than this is made to cost time; what was read until then is used.
_MAX_VALUES = 20_000
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)\s*|\s*(?://\s*)?(?:-->|\]\]>)\s*;?\s*$", re.DOTALL
)
_ADDRESS = {"a": "href", "area": "href", "link": "href", "img": "src", "audio": "src", "video": "src", "iframe": "src"}

Object = Mapping[str, object]


def structured_nodes(tree: _Element, url: str) -> tuple[Node, ...]:
    """Every object of the page, outer before inner; references by `@id` within the page are resolved."""
    found = list(_objects([*_scripts(tree), *_Microdata(tree, url).items()], 0))
    resolver = _Resolver({str(node["@id"]): node for node in found if "@id" in node and len(node) > 1})
    return tuple(Node(resolver.resolved(node)) for node in found)


def _scripts(tree: _Element) -> Iterator[object]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").casefold():
            continue
        text = _WRAPPING.sub("", script.text or "")
        try:
            # Newlines inside strings are common, and forbidden by the strict reading alone.
            yield json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue


def _objects(value: object, depth: int) -> Iterator[Object]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for one in value:
            yield from _objects(one, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value or "claimReviewed" in value:
            yield value
        for inner in value.values():
            yield from _objects(inner, depth + 1)


@dataclass(slots=True)
class _Resolver:
    """Puts the object itself where only its `@id` stands."""

    by_id: Mapping[str, Object]
    _values: int = 0

    def resolved(self, node: Object, references: int = 0, depth: int = 0) -> Object:
        """The object with its references; as it stands once the page has been given enough time."""
        return {key: self._value(value, references, depth + 1) for key, value in node.items()}

    def _value(self, value: object, references: int, depth: int) -> object:
        self._values += 1
        if depth > _MAX_DEPTH or self._values > _MAX_VALUES:
            return value
        if isinstance(value, list):
            return [self._value(one, references, depth + 1) for one in value]
        if not isinstance(value, dict):
            return value
        named = self.by_id.get(str(value["@id"])) if set(value) == {"@id"} else None
        if named is not None and references < _MAX_REFERENCES:
            return self.resolved(named, references + 1, depth)
        return self.resolved(value, references, depth)


@dataclass(slots=True)
class _Microdata:
    """Reads the items of a page, as https://html.spec.whatwg.org/multipage/microdata.html describes them."""

    tree: _Element
    url: str
    _by_id: dict[str, _Element] = field(default_factory=dict)
    _values: int = 0

    def items(self) -> Iterator[dict[str, object]]:
        """The items that are no property of another one."""
        elements = [element for element in self.tree.iter() if isinstance(element.tag, str)]
        for element in reversed(elements):
            if name := element.get("id"):
                self._by_id[name] = element
        for element in elements:
            if "itemscope" in element.attrib and "itemprop" not in element.attrib:
                yield self._item(element, frozenset())

    def _item(self, element: _Element, within: frozenset[_Element]) -> dict[str, object]:
        item: dict[str, object] = {"@type": (element.get("itemtype") or "").split()}
        if len(within) > _MAX_DEPTH:
            return item
        inside, values = within | {element}, dict[str, list[object]]()
        for prop in self._properties(element):
            self._values += 1
            if self._values > _MAX_VALUES or prop in inside:
                continue
            value = self._item(prop, inside) if "itemscope" in prop.attrib else _value(prop, self.url)
            for name in (prop.get("itemprop") or "").split():
                values.setdefault(name, []).append(value)
        return item | {name: found if len(found) > 1 else found[0] for name, found in values.items()}

    def _properties(self, element: _Element) -> Iterator[_Element]:
        """Elements with a property of this item, down to and without what belongs to an inner item."""
        referred = dict.fromkeys((element.get("itemref") or "").split())
        waiting = [self._by_id[name] for name in referred if name in self._by_id] + list(element)
        waiting.reverse()
        while waiting and self._values <= _MAX_VALUES:
            found = waiting.pop()
            if not isinstance(found.tag, str):
                continue
            if "itemprop" in found.attrib:
                yield found
            if "itemscope" not in found.attrib:
                waiting += list(found)[::-1]


def _value(element: _Element, url: str) -> str:
    if content := element.get("content"):
        return str(content)
    if (attribute := _ADDRESS.get(element.tag)) and (found := element.get(attribute)):
        return _joined(url, str(found))
    if element.tag == "time" and (found := element.get("datetime")):
        return str(found)
    if element.tag in ("data", "meter") and (found := element.get("value")):
        return str(found)
    return " ".join("".join(element.itertext()).split())


def _joined(url: str, relative: str) -> str:
    try:
        return urljoin(url, relative.strip())
    except ValueError:
        return relative
