"""What can go wrong in building and asking, as a short tree.

SidelightError
├── CatalogueError          the catalogue can't be opened, read or written
├── GenerationError         a generation is missing, incomplete or does not fit its manifest
├── EncoderError            an encoder's weights are missing or not the expected ones
├── BusyError               another process is building or importing (try again later)
├── UnknownGenerationError  `newer_than` names a generation that this index never had
└── FeedError               a feed can't be read (in index.feeds, beside the code that raises it)

Each message is one line for a person: what was expected, what was found, what to do.
"""


class SidelightError(Exception):
    """Anything that a person can mend; its text is one line for that person."""


class CatalogueError(SidelightError):
    """The catalogue can't be opened, read or written."""


class GenerationError(SidelightError):
    """A generation is missing, incomplete, or does not fit its manifest."""


class EncoderError(SidelightError):
    """An encoder's weights are missing or are not the expected ones."""


class BusyError(SidelightError):
    """Another process holds the catalogue or is building; trying again later may work."""


class UnknownGenerationError(SidelightError):
    """A generation was named that this index never had."""
