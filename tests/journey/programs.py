"""The programs of the machine that journeys need. One that is missing fails the test and says what to install."""

import shutil
from pathlib import Path

_INSTALL = "apt-get install chromium firefox-esr xvfb xdotool"


def program(name: str) -> str:
    """The path of a program; fails with the one line to type where it is missing."""
    found = shutil.which(name)
    assert found, f"Journeys need {name}, which is not installed. On Debian: {_INSTALL}"
    return found


def built_extension(root: Path, folder: str = "chrome-mv3") -> Path:
    """The folder that a reader loads into a browser; fails with what to type where it has not been built."""
    built = root / "extension" / ".output" / folder
    assert (built / "manifest.json").is_file(), (
        "Journeys need the built extension: cd extension && npm ci && npm run build"
    )
    return built
