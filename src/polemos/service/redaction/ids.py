"""Ids that cannot be guessed: an archive's ids are hashes of names and texts, which anybody can try."""

import hashlib
import hmac


class Ids:
    """New ids from old ones under a secret: the same within one export, and between exports with the same secret."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def claim(self, id_: str) -> str:
        return self._new("c", id_)

    def report(self, id_: str) -> str:
        return self._new("r", id_)

    def incident(self, id_: str) -> str:
        return self._new("i", id_)

    def claims(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Sorted anew, since the old order tells of the old ids."""
        return tuple(sorted(map(self.claim, ids)))

    def _new(self, kind: str, id_: str) -> str:
        told = f"{kind}:{id_}".encode("utf-8", "surrogatepass")
        return f"{kind}-{hmac.new(self._secret, told, hashlib.sha256).hexdigest()[:16]}"
