"""On a window as narrow as a phone the sidebar fills it, and nothing is cut off sideways."""

from typing import Literal

import pytest

from journey.reader import Reader
from journey.sentences import SMUGGLING

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_a_narrow_window_the_sidebar_takes_its_width_and_cuts_nothing_off(
    reader: Reader, scheme: Literal["light", "dark"]
) -> None:
    reader.page.set_viewport_size({"width": 320, "height": 640})
    reader.page.emulate_media(color_scheme=scheme)
    reader.open("news.html")

    sidebar = reader.ask_about(SMUGGLING)

    assert sidebar.document_ids()
    box = sidebar.text.bounding_box()
    assert box == {"x": 0, "y": 0, "width": 320, "height": 640}
    assert sidebar.host.locator(".body").evaluate("body => body.scrollWidth - body.clientWidth") == 0
    sidebar.picture(f"narrow-{scheme}")
