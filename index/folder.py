"""Where everything lies on disk. Knows names and places only, opens nothing.

DATA/catalogue.sqlite           the truth about documents
DATA/feeds.toml                 the feeds that a person configured
DATA/vectors/                   what was encoded before; may be removed, and is encoded again then
DATA/CURRENT                    one line: the id of the generation that answers
DATA/generations/ID/            one immutable generation
DATA/generations/.ID.partial/   one that is being written, or was when a build died
DATA/build.lock                 held by the one process that imports or builds
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DEFAULT_FOLDER = "var"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The folder of the catalogue and the generations."""

    path: Path

    @property
    def catalogue(self) -> Path:
        """The catalogue's SQLite file."""
        return self.path / "catalogue.sqlite"

    @property
    def feeds(self) -> Path:
        """The file in which a person lists feeds."""
        return self.path / "feeds.toml"

    @property
    def vectors(self) -> Path:
        """The folder of the vectors that were made before."""
        return self.path / "vectors"

    @property
    def current(self) -> Path:
        """The file that names the generation in use."""
        return self.path / "CURRENT"

    @property
    def generations(self) -> Path:
        """The folder that holds one folder a generation."""
        return self.path / "generations"

    @property
    def lock(self) -> Path:
        """The file whose lock the one writer holds."""
        return self.path / "build.lock"

    def generation(self, generation_id: str) -> Path:
        """The folder of one finished generation."""
        return self.generations / generation_id

    def partial(self, generation_id: str) -> Path:
        """The folder of one generation while it is being written."""
        return self.generations / f".{generation_id}.partial"


def data_folder(environment: Mapping[str, str] = os.environ) -> DataFolder:
    """The folder that SIDELIGHT_DATA names, ./var if it names none."""
    return DataFolder(Path(environment.get("SIDELIGHT_DATA") or DEFAULT_FOLDER))
