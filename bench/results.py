"""bench/RESULTS.md, kept section by section: each measurement replaces its own and leaves the others as they are."""

import platform
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")


def write_section(title: str, body: str) -> None:
    """Put `body` (Markdown without a heading) under the heading `title`, in place of what stood there."""
    section = f"## {title}\n\n{body.strip()}\n\n"
    text = RESULTS.read_text()
    found = re.search(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    written = text[: found.start()] + section + text[found.end() :] if found else f"{text.rstrip()}\n\n{section}"
    RESULTS.write_text(f"{written.rstrip()}\n")


def made_on() -> str:
    """One line for a section: date, commit, and the machine's processor and cores."""
    return f"{datetime.now(UTC):%d %B %Y}, after commit {commit()}, {_processor()}, Python {platform.python_version()}"


def commit() -> str:
    """The short name of the commit that is measured."""
    return subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=RESULTS.parent, capture_output=True, text=True, check=True
    ).stdout.strip()


def _processor() -> str:
    facts = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    models = re.findall(r"^model name\s*:\s*(.+)$", facts, re.MULTILINE)
    return f"{models[0]}, {len(models)} cores" if models else platform.machine()
