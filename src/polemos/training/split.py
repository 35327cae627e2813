"""Which documents are held out, so that the scores are those of reports that the model has not seen."""

import hashlib


def held(document: str, share: float) -> bool:
    """Whether the document with this id is held out, where `share` (0 to 1, in hundredths) of all are.

    By the id's hash, so that a document stays on its side when others are added.
    """
    return int(hashlib.md5(document.encode("utf-8"), usedforsecurity=False).hexdigest(), 16) % 100 < round(share * 100)
