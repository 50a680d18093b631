"""The generation that answers now. A newer one is opened beside the old, which closes when its last request ends."""

import logging
import threading

from index.embedding import Encoders
from index.errors import GenerationError
from index.folder import DataFolder
from index.generation import Generation, check_encoders, current_id

_log = logging.getLogger("sidelight")


class CurrentIndex:
    """Gives each request one generation, whole."""

    def __init__(self, data: DataFolder, encoders: Encoders) -> None:
        self._data = data
        self._encoders = encoders
        self._opening = threading.Lock()
        self._open: Generation | None = None
        self._refused: str | None = None

    def generation(self) -> Generation:
        """The current generation, opened if it is new; keep the value for the whole of a request.

        The request that notices a new one opens it, which takes a moment; those that come meanwhile get the one before.
        Raises GenerationError when none was built, or when it can't be opened and none was open before.
        """
        wanted = current_id(self._data)
        now = self._open
        if now is not None and wanted in (None, now.manifest.id, self._refused):
            return now
        if now is None:
            with self._opening:
                return self._take_up()
        if not self._opening.acquire(blocking=False):
            return now
        try:
            return self._take_up()
        finally:
            self._opening.release()

    def _take_up(self) -> Generation:
        # Read again: another request may have opened it, and another build switched, while this one came here.
        wanted = current_id(self._data)
        if self._open is None:
            self._open = self._opened(wanted)
        elif wanted not in (None, self._open.manifest.id, self._refused):
            try:
                self._open = self._opened(wanted)
            except GenerationError as error:
                self._refused = wanted
                _log.warning("%s goes on answering: %s", self._open.manifest.id, error)
        return self._open

    def _opened(self, wanted: str | None) -> Generation:
        if wanted is None:
            raise GenerationError("No index has been built yet: run python -m index build.")
        generation = Generation(self._data.generation(wanted))
        check_encoders(generation.manifest, self._encoders)
        return generation
