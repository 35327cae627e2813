"""How often somebody may ask, counted by the minute."""

import ipaddress
import time
from collections.abc import Callable

WINDOW = 60.0
_MOST_KEYS = 10_000


class Rate:
    """Counts by key, each over a minute that begins with its first request."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._counts: dict[str, tuple[float, int]] = {}

    def wait(self, key: str, most: int) -> float:
        """Count one request; the seconds to wait where `most` were made already, else 0."""
        now = self._clock()
        begun, count = self._counts.get(key, (now, 0))
        if now - begun >= WINDOW:
            begun, count = now, 0
        if count >= most:
            return begun + WINDOW - now
        if key not in self._counts and len(self._counts) >= _MOST_KEYS:
            self._forget(now)
        self._counts[key] = (begun, count + 1)
        return 0.0

    def _forget(self, now: float) -> None:
        """What is over goes; where everybody asks at once, the oldest half does."""
        kept = {key: entry for key, entry in self._counts.items() if now - entry[0] < WINDOW}
        if len(kept) >= _MOST_KEYS:
            kept = dict(sorted(kept.items(), key=lambda item: item[1][0])[_MOST_KEYS // 2 :])
        self._counts = kept


def network(address: str) -> str:
    """An address as it is counted: of IPv6 the first 64 bits, since one household has all that begin so."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else address
