"""An input that was not coded, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quarantined:
    """`stage` is a point of faults.py or "worker"; `reason` a stable short code; `message` what to do about it."""

    name: str
    stage: str
    reason: str
    message: str
    schema_version: int = 1
