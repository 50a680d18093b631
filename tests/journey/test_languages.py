"""The extension speaks the browser's language, from right to left where that is how it is read."""

from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from journey.canned_service import SAME, CannedService
from journey.reader import OPTIONS, OUT, Reader, browser

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("language", "spoken", "direction", "relation", "connected"),
    [
        ("es", "es", "ltr", "Rebate esto", "Conectado: 572 documentos"),
        ("fr", "fr", "ltr", "Conteste ceci", "Connecté : 572 documents"),
        ("de", "de", "ltr", "Widerspricht dem", "Verbunden: 572 Dokumente"),
        ("pt-BR", "pt", "ltr", "Contesta isto", "Conectado: 572 documentos"),
        ("pt-PT", "pt", "ltr", "Contesta isto", "Conectado: 572 documentos"),
        ("ar", "ar", "rtl", "اعتراض على هذا", "متصل: 572 من الوثائق"),
        ("fi", "en", "ltr", "Disputes this", "Connected: 572 documents"),
    ],
)
def test_the_sidebar_and_the_options_speak_the_browsers_language(
    playwright: Playwright,
    extension: Path,
    site_port: int,
    tmp_path: Path,
    canned: CannedService,
    language: str,
    spoken: str,
    direction: str,
    relation: str,
    connected: str,
) -> None:
    with browser(playwright, extension, tmp_path, site_port, language=language) as context:
        reader = Reader(context, context.new_page())
        reader.use_service(canned.address)
        reader.open("quotes.html")

        sidebar = reader.ask_about(SAME, "#same")

        assert sidebar.document_ids()
        expect(sidebar.text).to_have_attribute("lang", spoken)
        expect(sidebar.text).to_have_attribute("dir", direction)
        expect(sidebar.host.locator(".relation").first).to_have_text(relation)
        expect(sidebar.host.locator(".connection")).to_have_text(connected)
        expect(sidebar.sentence).to_have_attribute("dir", "auto")
        assert sidebar.host.locator(".body").evaluate("body => body.scrollWidth - body.clientWidth") == 0
        sidebar.picture(f"language-{spoken}-{language}")
        reader.page.goto(OPTIONS)
        expect(reader.page.locator("html")).to_have_attribute("dir", direction)
        expect(reader.page.locator("#connection")).to_have_text(connected)
        reader.page.screenshot(path=OUT / f"options-{language}.png", full_page=True)
