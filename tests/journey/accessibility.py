"""What can be measured of accessibility: axe's rules, and the contrast of text that axe can't judge."""

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Locator, Page

# Text that axe can't judge because the sidebar lies above the page: its colours are measured below instead.
UNDECIDED = "color-contrast"
# What the guidelines (WCAG 2.2, 1.4.3) ask of text of any size.
LEAST_CONTRAST = 4.5

_FAINTEST = """aside => {
    const levels = colour => colour.match(/[\\d.]+/g).map(Number);
    const light = colour => {
        const [red, green, blue] = levels(colour).map(level => level / 255)
            .map(level => level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const papers = new Set([...aside.querySelectorAll('*')].map(part => getComputedStyle(part).backgroundColor));
    papers.delete('rgba(0, 0, 0, 0)');
    papers.add(getComputedStyle(aside).backgroundColor);
    const texts = document.createTreeWalker(aside, NodeFilter.SHOW_TEXT);
    const contrasts = [];
    while (texts.nextNode() !== null) {
        const parent = texts.currentNode.parentElement;
        const style = getComputedStyle(parent);
        const ink = light(parent instanceof SVGElement ? style.fill : style.color);
        for (const paper of papers) {
            const [darker, lighter] = [ink, light(paper)].sort((one, other) => one - other);
            contrasts.push((lighter + 0.05) / (darker + 0.05));
        }
    }
    return Math.min(...contrasts);
}"""


_SMALLEST = """part => Math.min(...[...part.querySelectorAll('button, summary, a, select, label:has(input)')]
    .filter(each => each.checkVisibility())
    .map(each => each.getBoundingClientRect())
    .map(box => Math.min(box.width, box.height)))"""


def complaints_of_axe(page: Page) -> list[str]:
    """What axe finds wrong on the page and in the sidebar, and what it could not decide: rule and place."""
    found = Axe().run(page, options={"resultTypes": ["violations", "incomplete"]}).response
    rules = found["violations"] + [rule for rule in found["incomplete"] if rule["id"] != UNDECIDED]
    return [f"{rule['id']} at {node['target']}: {node['failureSummary']}" for rule in rules for node in rule["nodes"]]


def looks_moving(part: Locator) -> bool:
    """Whether anything in the sidebar moves by itself."""
    moving: bool = part.evaluate("part => part.getRootNode().getAnimations().length > 0")
    return moving


def faintest(part: Locator) -> float:
    """The least contrast of any text with any background in a part of the page."""
    contrast: float = part.evaluate(_FAINTEST)
    return contrast


def smallest_target(part: Locator) -> float:
    """The least height or width in pixels of what can be pressed, links in running text aside."""
    size: float = part.evaluate(_SMALLEST)
    return size
