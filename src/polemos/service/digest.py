"""One mark of everything that an archive tells, equal for equal content however it came in."""

import hashlib

from polemos.model.serial import to_json
from polemos.service.incidents import refresh
from polemos.service.picture import derived_control, derived_standing, evidence
from polemos.store.archive import Archive
from polemos.store.derived import list_incidents


def digest(archive: Archive) -> str:
    """SHA-256 of all claims as reviewed, incidents, control and standing, each as its JSON line, sorted.

    Who added what and when, and the numbers of judgements, are no part of it.
    """
    refresh(archive)
    told = evidence(archive)
    records = (*told.claims, *list_incidents(archive), *derived_control(told), *derived_standing(told))
    return hashlib.sha256("\n".join(sorted(map(to_json, records))).encode()).hexdigest()
