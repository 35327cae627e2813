"""The gazetteer that reports are resolved with."""

from polemos.gazetteer.gazetteer import Gazetteer


def packaged_places() -> Gazetteer:
    """The packaged places."""
    from polemos.gazetteer.load import packaged

    return packaged()
