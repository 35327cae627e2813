"""Named points at which a test can make the program fail. In production each is a no-op.

A test sets `PLANTED` (or, for a worker process, the environment variable POLEMOS_FAULT as "point=kind") and the
program fails there: "error" raises ValueError, "memory" MemoryError, "input" InputError, "kill" ends the process,
"hang" sleeps for ever. A point may carry the input's name: "coding:b.txt=error" fails for that input only.
"""

import os
import time

from polemos.errors import InputError

POINTS = ("decode", "ingest", "reading", "coding", "resolution", "export")
STORE_POINTS = ("report", "claims", "judgement", "derive", "commit")
PLANTED: dict[str, str] = {}


def reach(point: str, name: str = "") -> None:
    """Fail here if a test planted it; `name` is the input's name or the report's id."""
    planted = PLANTED
    if not planted and "POLEMOS_FAULT" not in os.environ:
        return
    if not planted:
        planted = dict(part.split("=", 1) for part in os.environ["POLEMOS_FAULT"].split(",") if "=" in part)
    kind = planted.get(f"{point}:{name}") or planted.get(point)
    if kind == "error":
        raise ValueError(f"planted at {point}")
    if kind == "memory":
        raise MemoryError(f"planted at {point}")
    if kind == "input":
        raise InputError("planted", f"planted at {point}")
    if kind == "kill":
        os._exit(9)
    if kind == "hang":
        while True:
            time.sleep(3600)
