"""The same reader at Firefox: its own right-click menu, pressed as a person does, and no window needed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marionette_driver import By, Wait
from marionette_driver.addons import Addons
from marionette_driver.marionette import ActionSequence, Marionette, WebElement
from running_service import free_port

from journey.programs import program
from journey.reader import _SELECT
from journey.sites import SITE

EXTENSION = "sidelight@sidelight.local"
PATIENCE_S = 60

# Chooses the entry whose label begins so, in the menu that a right click has opened; says whether it was there.
_CHOOSE = """
    const [label, done] = arguments;
    const menu = window.document.getElementById("contentAreaContextMenu");
    const choose = () => {
        const found = [...menu.querySelectorAll("menuitem")].find((item) => item.label?.startsWith(label));
        if (found) menu.activateItem(found);
        else menu.hidePopup();
        done(found !== undefined);
    };
    if (menu.state === "open") choose();
    else menu.addEventListener("popupshown", choose, { once: true });
"""
_IN_SIDEBAR = """
    const [selector] = arguments;
    const inside = document.querySelector("sidelight-sidebar")?.shadowRoot;
    return [...(inside?.querySelectorAll(selector) ?? [])].map((part) => part.textContent);
"""


@dataclass(frozen=True, slots=True)
class FirefoxReader:
    """A Firefox with the extension in it."""

    driver: Marionette
    site_port: int

    def use_service(self, address: str) -> None:
        """Type the service's address into the options page and save it."""
        with self.driver.using_context("chrome"):
            host = self.driver.execute_script(
                "return WebExtensionPolicy.getByID(arguments[0]).mozExtensionHostname;", [EXTENSION]
            )
        self.driver.navigate(f"moz-extension://{host}/options.html")
        field = self.driver.find_element(By.ID, "address")
        self.wait(lambda: field.get_property("value") != "")
        field.clear()
        field.send_keys(address)
        self.driver.find_element(By.CSS_SELECTOR, "form button[type=submit], form button:not([type])").click()
        self.wait(lambda: self.driver.find_element(By.ID, "outcome").text != "")

    def open(self, page: str) -> None:
        """Go to a page of the news site."""
        self.driver.navigate(f"http://{SITE}:{self.site_port}/{page}")

    def select(self, sentence: str, within: str = "article") -> None:
        """Mark a sentence that stands in one piece of text."""
        self.driver.execute_script(f"({_SELECT})(arguments)", [within, sentence])

    def select_by_mouse(self, place: str) -> None:
        """Mark a paragraph by three clicks, also where no script could."""
        mouse = ActionSequence(self.driver, "pointer", "mouse", {"pointerType": "mouse"})
        mouse.pointer_move(0, 0, origin=self.driver.find_element(By.CSS_SELECTOR, place))
        for _ in range(3):
            mouse.pointer_down(button=0).pointer_up(button=0)
        mouse.perform()

    def choose(self, label: str, place: str) -> None:
        """Right-click a part of the page and choose an entry of the menu."""
        part = self.driver.find_element(By.CSS_SELECTOR, place)
        self._right_click(part)
        with self.driver.using_context("chrome"):
            assert self.driver.execute_async_script(_CHOOSE, [label]), f"The menu has no entry: {label}"

    def texts(self, selector: str) -> list[str]:
        """What the parts of the sidebar say that a selector names."""
        found: list[str] = self.driver.execute_script(_IN_SIDEBAR, [selector])
        return found

    def wait(self, condition: Any) -> None:
        """Until it holds; a busy machine takes its time."""
        Wait(self.driver, timeout=PATIENCE_S).until(lambda _driver: condition())

    def _right_click(self, part: WebElement) -> None:
        mouse = ActionSequence(self.driver, "pointer", "mouse", {"pointerType": "mouse"})
        mouse.pointer_move(0, 0, origin=part).pointer_down(button=2).pointer_up(button=2).perform()


@contextmanager
def firefox(extension: Path, site_port: int) -> Iterator[FirefoxReader]:
    """Firefox with the extension and a new profile, without a window."""
    driver = Marionette(
        bin=program("firefox-esr"),
        port=free_port(),
        headless=True,
        gecko_log=os.devnull,
        startup_timeout=120,
        prefs={"network.dns.localDomains": SITE, "app.update.disabledForTesting": True},
    )
    try:
        driver.start_session()
        driver.timeout.script = PATIENCE_S
        Addons(driver).install(str(extension), temp=True)
        yield FirefoxReader(driver, site_port)
    finally:
        driver.cleanup()
