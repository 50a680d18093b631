"""The generation that answers now. A newer one is opened beside the old, which closes when its last request ends.

Opening looks at the size of large files only, so that a switch takes no time. Then a thread reads them whole: where one
is not the file that was written, the generation before answers instead, if it can.
"""

import logging
import os
import sys
import threading

from index.embedding import Encoders
from index.errors import GenerationError
from index.folder import DataFolder
from index.generation import Generation, check_encoders, check_large_files, current_id

_log = logging.getLogger("sidelight")
# The thread that checks files takes what requests leave of the processor.
_CHECK_NICENESS = 15


class CurrentIndex:
    """Gives each request one generation, whole."""

    def __init__(self, data: DataFolder, encoders: Encoders) -> None:
        self._data = data
        self._encoders = encoders
        self._opening = threading.Lock()
        self._open: Generation | None = None
        self._refused: set[str] = set()

    def generation(self) -> Generation:
        """The current generation, opened if it is new; keep the value for the whole of a request.

        The request that notices a new one opens it, which takes a moment; those that come meanwhile get the one before.
        Raises GenerationError when none was built, or when it can't be opened and none was open before.
        """
        now = self._open
        if now is not None and self._keeps(now, current_id(self._data)):
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

    def _keeps(self, now: Generation, wanted: str | None) -> bool:
        return wanted is None or wanted == now.manifest.id or wanted in self._refused

    def _take_up(self) -> Generation:
        # Read again: another request may have opened it, and another build switched, while this one came here.
        wanted = current_id(self._data)
        if self._open is None:
            self._open = self._opened(wanted)
        elif not self._keeps(self._open, wanted):
            try:
                self._open = self._opened(wanted)
            except GenerationError as error:
                self._refused.add(wanted or "")
                _log.warning("%s goes on answering: %s", self._open.manifest.id, error)
        return self._open

    def _opened(self, wanted: str | None) -> Generation:
        if wanted is None:
            raise GenerationError("No index has been built yet: run python -m index build.")
        if wanted in self._refused:
            raise GenerationError(f"The generation {wanted} can't be used: run python -m index build.")
        generation = Generation(self._data.generation(wanted))
        check_encoders(generation.manifest, self._encoders)
        threading.Thread(target=self._check, args=(generation,), name="check", daemon=True).start()
        return generation

    def _check(self, generation: Generation) -> None:
        """Read the large files of a generation that was opened; if one is damaged, let another generation answer."""
        if sys.platform == "linux":
            # There a thread has a priority of its own, by its number.
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _CHECK_NICENESS)
        name = generation.manifest.id
        try:
            check_large_files(self._data.generation(name), generation.manifest)
        except GenerationError as error:
            if isinstance(error.__cause__, FileNotFoundError):
                # A build removed it meanwhile; what is open stays readable.
                return
            with self._opening:
                if self._open is generation:
                    self._refused.add(name)
                    before = self._one_before(name)
                    instead = f"{before.manifest.id} answers" if before else "nothing answers"
                    _log.error("%s Until then %s.", error, instead)
                    self._open = before

    def _one_before(self, damaged: str) -> Generation | None:
        """The newest generation from before a damaged one; its large files are checked as well while it answers."""
        names = (path.name for path in self._data.generations.glob("[!.]*"))
        # Their names begin with the moment at which they were made.
        for name in sorted((name for name in names if name < damaged), reverse=True):
            try:
                return self._opened(name)
            except GenerationError:
                continue
        return None
