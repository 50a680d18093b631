"""On a site of the reader's choice every article is checked when it opens, and nothing but articles."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect
from running_service import RunningService

from journey.reader import Reader, browser, worker
from journey.sentences import SMUGGLING
from journey.sites import SITE

pytestmark = pytest.mark.slow

_SCRIPTS = """async () => {
    let scripts = [];
    while ((scripts = await chrome.scripting.getRegisteredContentScripts()).length === 0) {
        await new Promise(resolve => setTimeout(resolve, 20));
    }
    return scripts.flatMap(({matches}) => matches);
}"""

# Whether the script of the chosen site is in the tab in front; and whether it shows itself, once it could have.
_RUNS_AND_SHOWS = """async () => {
    const [{id}] = await chrome.tabs.query({active: true});
    const func = async () => {
        for (let reads = 0; reads < 5; reads += 1) await chrome.storage.local.get(null);
        return [
            globalThis.sidelight_check_article !== undefined,
            document.querySelector('sidelight-sidebar') !== null,
        ];
    };
    const [{result}] = await chrome.scripting.executeScript({target: {tabId: id}, func});
    return result;
}"""


@pytest.fixture
def choosing_reader(
    playwright: Playwright, extension: Path, site_port: int, service: RunningService, tmp_path: Path
) -> Iterator[Reader]:
    """A reader who has chosen the news site. The browser's question can't be answered here: the manifest says yes."""
    chosen = tmp_path / "extension"
    shutil.copytree(extension, chosen)
    manifest = json.loads((chosen / "manifest.json").read_text())
    manifest["host_permissions"].append(f"http://{SITE}/*")
    (chosen / "manifest.json").write_text(json.dumps(manifest))
    with browser(playwright, chosen, tmp_path / "profile", site_port) as context:
        reader = Reader(context, context.new_page())
        reader.use_service(service.address)
        assert worker(context).evaluate(_SCRIPTS) == [f"http://{SITE}/*"]
        yield reader


def test_an_article_is_checked_when_it_opens_and_the_focus_stays(choosing_reader: Reader) -> None:
    choosing_reader.open("long.html")

    expect(choosing_reader.sidebar.host.locator("[data-sentence-id]")).to_contain_text(SMUGGLING)
    assert choosing_reader.page.evaluate("document.activeElement === document.body")


def test_a_page_that_is_no_article_is_left_alone(choosing_reader: Reader) -> None:
    choosing_reader.open("entrance.html")

    assert choosing_reader.page.title().startswith("Sign in")
    assert worker(choosing_reader.context).evaluate(_RUNS_AND_SHOWS) == [True, False]


def test_on_a_muted_site_nothing_opens(choosing_reader: Reader) -> None:
    choosing_reader.choose(muted_sites=[SITE])

    choosing_reader.open("long.html")

    assert worker(choosing_reader.context).evaluate(_RUNS_AND_SHOWS) == [True, False]
