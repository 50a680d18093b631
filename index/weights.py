"""Where the weights of the models lie, and whether they are the expected ones. They come with installed packages."""

import hashlib
from importlib.util import find_spec
from pathlib import Path

from index.errors import EncoderError


def packaged(package: str, inside: str) -> Path:
    """A file of an installed package; raises EncoderError when the package is not there."""
    found = find_spec(package)
    if found is None or found.origin is None:
        raise EncoderError(f"The package {package} with an encoder's weights is not installed: run make run.")
    # importlib.resources would import the package, with whatever it imports.
    return Path(found.origin).parent / inside


def sha256(path: Path) -> str:
    """The hash of a file of weights; raises EncoderError when it can't be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EncoderError(f"An encoder's weights can't be read: {error}.") from error
