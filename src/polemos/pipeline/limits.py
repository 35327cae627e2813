"""The memory and processor time that one report may take, held by the operating system where it can.

Where `resource` is missing (Windows) or refuses, there is no bound on memory; the time limit, which the main process
holds, stands everywhere.
"""

from contextlib import suppress
from pathlib import Path

from polemos.settings import Settings

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

_STATM = Path("/proc/self/statm")


def bound(settings: Settings) -> None:
    """Allow `report_memory` over what the process takes now, and three times `report_seconds` of processor time.

    The second is for a worker whose main process was killed: a pattern that runs for ever holds the interpreter, and
    nothing but the kernel would end it.
    """
    if resource is None or not _STATM.exists():
        return
    taken = int(_STATM.read_text().split()[0]) * resource.getpagesize()
    used = resource.getrusage(resource.RUSAGE_SELF)
    _set(resource.RLIMIT_AS, taken + settings.report_memory)
    _set(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + 3 * settings.report_seconds) + 1)


def unbind() -> None:
    """Take the bounds away, so that sending the answer and waiting for the next job cannot fail on them."""
    if resource is not None and _STATM.exists():
        _set(resource.RLIMIT_AS, resource.RLIM_INFINITY)


def _set(which: int, soft: int) -> None:
    hard = resource.getrlimit(which)[1]
    if hard != resource.RLIM_INFINITY:
        soft = hard if soft == resource.RLIM_INFINITY else min(soft, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(which, (soft, hard))
