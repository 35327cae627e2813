"""The gazetteer that reports are resolved with."""

from polemos.gazetteer.gazetteer import Gazetteer


def known_places() -> Gazetteer:
    """The packaged places and those that the user imported. Raises UsageError where these cannot be read."""
    from polemos.gazetteer.load import with_imports

    return with_imports()
