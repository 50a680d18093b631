"""A screen, a mouse and a keyboard, so that the browser's own menu and shortcuts can be used as a person does."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Page

from journey.programs import program

_PATIENCE_S = 30
_A_MENU_MOVES_WITHIN_S = 3
_CLICKS = 10
_MIDDLE_OF_SELECTION = """() => {
    const [line] = getSelection().getRangeAt(0).getClientRects();
    return [line.left + line.width / 2, line.top + line.height / 2];
}"""
_ON_SCREEN = """([across, down]) =>
    [Math.round(screenX + across), Math.round(screenY + outerHeight - innerHeight + down)]"""


@dataclass(frozen=True, slots=True)
class Desktop:
    """A screen of its own; `environment` is what a program needs to appear on it."""

    environment: dict[str, str]

    def press(self, *keys: str) -> None:
        """Press keys one after the other; "ctrl+shift+y" is one."""
        self._xdotool("key", "--delay", "100", *keys)

    def right_click_selection(self, page: Page) -> None:
        """Open the menu of what is selected."""
        self.right_click(page, *page.evaluate(_MIDDLE_OF_SELECTION))

    def mark_line(self, page: Page, across: float, down: float) -> None:
        """Mark the line at a place of the page by three clicks."""
        self._point_at(page, across, down)
        self._xdotool("click", "--repeat", "3", "--delay", "60", "1")

    def right_click(self, page: Page, across: float, down: float) -> None:
        """Open the menu at a place of the page; click again, as a person does, where nothing comes of it."""
        windows = self._windows()
        self._point_at(page, across, down)
        for _ in range(_CLICKS):
            self._xdotool("click", "3")
            # The menu is a window of its own; keys pressed before it is there would go to the page.
            if _soon(lambda: not self._windows() <= windows):
                return
        raise AssertionError("The right-click menu did not come up.")

    def choose(self, letter: str) -> bool:
        """Choose the one item of the open menu that begins with `letter`; where there is none, leave the menu."""
        windows = self._windows()
        self.press(letter)
        chosen = _soon(lambda: not windows <= self._windows())
        if not chosen:
            self.press("Escape")
        return chosen

    def _point_at(self, page: Page, across: float, down: float) -> None:
        at = [str(each) for each in page.evaluate(_ON_SCREEN, [across, down])]
        self._xdotool("mousemove", *at)

    def _windows(self) -> set[str]:
        found = self._xdotool("search", "--onlyvisible", "--name", "")
        return set(found.split())

    def _xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            [program("xdotool"), *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=_PATIENCE_S,
            check=False,
        )
        return done.stdout


def _soon(happens: Callable[[], bool]) -> bool:
    until = time.monotonic() + _A_MENU_MOVES_WITHIN_S
    while not happens():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


@contextmanager
def desktop() -> Iterator[Desktop]:
    """A screen that nobody sees, on a free display."""
    program("xdotool")
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [program("Xvfb"), "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        assert number, "Xvfb did not start."
        yield Desktop({**os.environ, "DISPLAY": f":{number}"})
    finally:
        process.terminate()
        process.wait(timeout=_PATIENCE_S)
