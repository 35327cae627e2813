"""Jobs in, outcomes out, one for one and in the same order."""

from collections.abc import Generator, Iterable

from polemos.model import CodedReport, Quarantined
from polemos.pipeline.job import Copied, Job, Outcome
from polemos.pipeline.keeper import Keeper
from polemos.pipeline.wire import Plan


def run(jobs: Iterable[Job | Quarantined], plan: Plan, *, copies: bool = False) -> Generator[Outcome, None, None]:
    """Code every job. Inputs that could not even be opened come as Quarantined and go through as they are.

    `copies`: code a text again that came before, for an archive that keeps who else published it.
    Raises PolemosError where no worker can be started (no model, a broken codebook): nothing could be coded then.
    """
    coded: dict[str, str] = {}
    with Keeper(plan) as keeper:
        for job in jobs:
            if isinstance(job, Quarantined):
                yield job
                continue
            yield _one(job, keeper, coded, copies)


def _one(job: Job, keeper: Keeper, coded: dict[str, str], copies: bool) -> Outcome:
    digest = ""

    def is_copy(text: str) -> bool:
        nonlocal digest
        digest = text
        return not copies and text in coded

    outcome = keeper.do(job, is_copy)
    if outcome is None:
        return Copied(job.name, coded[digest])
    if isinstance(outcome, CodedReport):
        # Only what was coded counts as the original: a copy of a report that failed gets its own chance.
        coded[digest] = job.name
    return outcome
