"""A screen, a mouse and a keyboard, so that the browser's own menu and shortcuts can be used as a person does."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Page

from journey.programs import program

_PATIENCE_S = 30
_SELECTION_ON_SCREEN = """() => {
    const [line] = getSelection().getRangeAt(0).getClientRects();
    return [
        Math.round(screenX + line.left + line.width / 2),
        Math.round(screenY + outerHeight - innerHeight + line.top + line.height / 2),
    ];
}"""


@dataclass(frozen=True, slots=True)
class Desktop:
    """A screen of its own; `environment` is what a program needs to appear on it."""

    environment: dict[str, str]

    def press(self, *keys: str) -> None:
        """Press keys one after the other; "ctrl+shift+y" is one."""
        self._xdotool("key", "--delay", "100", *keys)

    def right_click_selection(self, page: Page) -> None:
        """Open the menu of what is selected."""
        across, down = page.evaluate(_SELECTION_ON_SCREEN)
        windows = self._windows()
        self._xdotool("mousemove", str(across), str(down), "click", "3")
        # The menu is a window of its own; keys pressed before it is there would go to the page.
        until = time.monotonic() + _PATIENCE_S
        while self._windows() <= windows:
            assert time.monotonic() < until, "The right-click menu did not come up."
            time.sleep(0.05)

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
