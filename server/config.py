"""The service's settings: read once from the environment, all named SIDELIGHT_…; a wrong one stops the start."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from index.folder import DataFolder, data_folder

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8765
# What a header can carry without quoting, and nothing invisible.
_TOKEN = re.compile(r"[!-~]{8,200}")
_SHARE = re.compile(r"0(?:\.[0-9]{1,6})?|1(?:\.0{1,6})?")


class SettingError(Exception):
    """A setting can't be used; the text names it and says what it must be."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the service needs to know before it starts."""

    data: DataFolder
    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    # Who asks must know it; None lets every program of this machine ask.
    token: str | None = None
    # What is less probable is not shown unless a request asks for it; None is the ranker's own.
    threshold: float | None = None

    @property
    def address(self) -> str:
        """Where the service answers, for a person or a browser."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of an environment; raises SettingError with the name of the wrong one."""
    host = environment.get("SIDELIGHT_HOST") or DEFAULT_HOST
    if host not in LOOPBACK:
        raise SettingError(
            f"SIDELIGHT_HOST must be one of {', '.join(sorted(LOOPBACK))}: the service is for this machine only."
        )
    port = environment.get("SIDELIGHT_PORT") or str(DEFAULT_PORT)
    if not port.isascii() or not port.isdecimal() or not 1 <= int(port) <= 65535:
        raise SettingError("SIDELIGHT_PORT must be a whole number from 1 to 65535.")
    token = environment.get("SIDELIGHT_TOKEN") or None
    if token is not None and not _TOKEN.fullmatch(token):
        # The token itself is a secret, and so not repeated.
        raise SettingError("SIDELIGHT_TOKEN must be 8 to 200 visible ASCII characters without a space.")
    threshold = environment.get("SIDELIGHT_THRESHOLD") or None
    if threshold is not None and not _SHARE.fullmatch(threshold):
        raise SettingError("SIDELIGHT_THRESHOLD must be a number from 0 to 1, such as 0.7.")
    return Settings(data_folder(environment), host, int(port), token, None if threshold is None else float(threshold))
