"""Text from reports and file names on a terminal."""

import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """The text on one line, unable to steer the terminal: its control and direction marks become spaces."""
    return _CONTROL.sub(" ", text)
