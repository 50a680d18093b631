"""The same reader at Firefox: its own right-click menu, pressed as a person does, and no window needed."""

import os
from collections.abc import Callable, Iterator
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

_MENU_OF_A_PAGE = "contentAreaContextMenu"
_MENU_OF_A_BUTTON = "toolbar-context-menu"
# Chooses the entry whose label begins so, in the menu that a right click has opened; says whether it was there.
_CHOOSE = """
    const [name, label, done] = arguments;
    const menu = window.document.getElementById(name);
    const choose = () => {
        const found = [...menu.querySelectorAll("menuitem")].find((item) => item.label?.startsWith(label));
        if (found) menu.activateItem(found);
        else menu.hidePopup();
        done(found !== undefined);
    };
    if (menu.state === "open") choose();
    else menu.addEventListener("popupshown", choose, { once: true });
"""
# A new extension's button is folded away at first; a reader who uses it puts it into the toolbar.
_PUT_BUTTON_INTO_TOOLBAR = "CustomizableUI.addWidgetToArea('sidelight_sidelight_local-browser-action', 'nav-bar');"
_BUTTON = "sidelight_sidelight_local-BAP"
# A page of the extension may look into the panel; nothing else can.
_IN_PANEL = """
    const [selector] = arguments;
    const [panel] = window.wrappedJSObject.browser.extension.getViews({ type: "sidebar" });
    const inside = panel?.document.querySelector("sidelight-sidebar")?.shadowRoot;
    return [...(inside?.querySelectorAll(selector) ?? [])].map((part) => part.textContent);
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
        self.open_options()
        field = self.driver.find_element(By.ID, "address")
        self.wait(lambda: field.get_property("value") != "")
        field.clear()
        field.send_keys(address)
        self.driver.find_element(By.CSS_SELECTOR, "form button[type=submit], form button:not([type])").click()
        self.wait(lambda: self.driver.find_element(By.ID, "outcome").text != "")

    def close_greeting(self) -> None:
        """Close the page that greets a new reader, once it is there; it comes up over the one that is read."""
        page = self.driver.current_window_handle
        self.wait(lambda: len(self.driver.window_handles) > 1)
        [greeting] = set(self.driver.window_handles) - {page}
        self.driver.switch_to_window(greeting)
        self.driver.close()
        self.driver.switch_to_window(page)

    def open_options(self) -> None:
        """Go to the options page."""
        with self.driver.using_context("chrome"):
            host = self.driver.execute_script(
                "return WebExtensionPolicy.getByID(arguments[0]).mozExtensionHostname;", [EXTENSION]
            )
        self.driver.navigate(f"moz-extension://{host}/options.html")

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
        self._right_click(self.driver.find_element(By.CSS_SELECTOR, place))
        with self.driver.using_context("chrome"):
            self._choose(_MENU_OF_A_PAGE, label)

    def choose_on_button(self, label: str) -> None:
        """Right-click the toolbar button and choose an entry of its menu."""
        with self.driver.using_context("chrome"):
            self.driver.execute_script(_PUT_BUTTON_INTO_TOOLBAR)
            self._right_click(self.driver.find_element(By.ID, _BUTTON))
            self._choose(_MENU_OF_A_BUTTON, label)

    def _choose(self, menu: str, label: str) -> None:
        assert self.driver.execute_async_script(_CHOOSE, [menu, label]), f"The menu has no entry: {label}"

    def texts(self, selector: str) -> list[str]:
        """What the parts of the sidebar say that a selector names."""
        found: list[str] = self.driver.execute_script(_IN_SIDEBAR, [selector])
        return found

    @contextmanager
    def panel(self) -> Iterator[Callable[[str], list[str]]]:
        """What the parts of the browser's own panel beside the page say, asked from a tab beside it."""
        page = self.driver.current_window_handle
        self.driver.switch_to_window(self.driver.open(type="tab")["handle"])
        self.open_options()
        yield lambda selector: self.driver.execute_script(_IN_PANEL, [selector])
        self.driver.close()
        self.driver.switch_to_window(page)

    def wait(self, condition: Any) -> None:
        """Until it holds; a busy machine takes its time."""
        Wait(self.driver, timeout=PATIENCE_S).until(lambda _driver: condition())

    def _right_click(self, part: WebElement) -> None:
        mouse = ActionSequence(self.driver, "pointer", "mouse", {"pointerType": "mouse"})
        mouse.pointer_move(0, 0, origin=part).pointer_down(button=2).pointer_up(button=2).perform()


@contextmanager
def firefox(extension: Path, site_port: int, *, proxy_port: int | None = None) -> Iterator[FirefoxReader]:
    """Firefox with the extension and a new profile, without a window; what it asks the reader is answered with yes.

    With `proxy_port` everything that it sends goes through that proxy.
    """
    proxy = {
        "network.proxy.type": 1,
        "network.proxy.http": "127.0.0.1",
        "network.proxy.http_port": proxy_port,
        "network.proxy.ssl": "127.0.0.1",
        "network.proxy.ssl_port": proxy_port,
        "network.proxy.allow_hijacking_localhost": True,
    }
    driver = Marionette(
        bin=program("firefox-esr"),
        port=free_port(),
        headless=True,
        gecko_log=os.devnull,
        startup_timeout=120,
        prefs={
            "network.dns.localDomains": SITE,
            "app.update.disabledForTesting": True,
            "extensions.webextOptionalPermissionPrompts": False,
            **({} if proxy_port is None else proxy),
        },
    )
    try:
        driver.start_session()
        driver.timeout.script = PATIENCE_S
        Addons(driver).install(str(extension), temp=True)
        reader = FirefoxReader(driver, site_port)
        reader.close_greeting()
        yield reader
    finally:
        driver.cleanup()
