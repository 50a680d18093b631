"""The generation that answers now. A newer one is opened beside the old, which closes when its last request ends."""

import threading

from index.embedding import Encoders
from index.errors import GenerationError
from index.folder import DataFolder
from index.generation import Generation, check_encoders, current_id


class CurrentIndex:
    """Gives each request one generation, whole."""

    def __init__(self, data: DataFolder, encoders: Encoders) -> None:
        self._data = data
        self._encoders = encoders
        self._lock = threading.Lock()
        self._open: Generation | None = None

    def generation(self) -> Generation:
        """The current generation, opened if it is new; keep the value for the whole of a request.

        Raises GenerationError when none was built, or when it can't be opened and none was open before.
        """
        with self._lock:
            wanted = current_id(self._data)
            if self._open is None or (wanted is not None and wanted != self._open.manifest.id):
                self._open = self._opened(wanted)
            return self._open

    def _opened(self, wanted: str | None) -> Generation:
        if wanted is None:
            raise GenerationError("No index has been built yet: run python -m index build.")
        generation = Generation(self._data.generation(wanted))
        check_encoders(generation.manifest, self._encoders)
        return generation
