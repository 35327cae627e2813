"""Which documents go together, and which are left out in turn."""

import hashlib
import re

_PART = re.compile(r"-p\d+$")


def family(document: str) -> str:
    """The id without the number of its part: parts of one article tell one story and are never told apart."""
    return _PART.sub("", document)


def fold(document: str, folds: int) -> int:
    """In which of `folds` parts a document is left out: by its family's hash, so that it stays when others come."""
    digest = hashlib.md5(family(document).encode("utf-8"), usedforsecurity=False).hexdigest()
    return int(digest, 16) % folds
