"""Code a text, or files, from a program."""

import io
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from polemos.api.coded import Coded
from polemos.model import CodedReport, Quarantined
from polemos.pipeline.wire import Plan
from polemos.service import coding
from polemos.service.in_process import coded_text
from polemos.service.options import checked_date
from polemos.service.options import settings as changed


def code(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
    actors: Iterable[str | Path] = (),
    codebook: str | Path | None = None,
    settings: Iterable[str] = (),
) -> Coded:
    """The claims of one text. `published` (ISO date) is what "on Tuesday" is counted from.

    `actors` are packs of your own, `codebook` a codebook file, `settings` as on the command line ("learned=0"). The
    first call loads the parser (1 s, 270 MB). It runs in this process, without the limits of `code_files`: take that
    one for texts that you do not trust. Raises InputError, UsageError, CodebookError, PackError.
    """
    plan = _plan(tuple(settings), _path(codebook), tuple(Path(pack) for pack in actors))
    return Coded(coded_text(text, plan, published=published, outlet=outlet, title=title, url=url))


def code_files(
    *inputs: str | Path,
    published: str | None = None,
    outlet: str | None = None,
    actors: Iterable[str | Path] = (),
    codebook: str | Path | None = None,
    settings: Iterable[str] = (),
) -> Iterator[Coded | Quarantined]:
    """One outcome for each input (text, HTML, PDF; each line of JSONL), in order, as `polemos code` gives them; of a
    text that came before, none.

    Coding runs in a process of its own, with a limit of time and memory for each: what cannot be coded comes back as
    Quarantined with the reason, and the rest goes on.
    """
    plan = _plan(tuple(settings), _path(codebook), tuple(Path(pack) for pack in actors))
    names = tuple(str(each) for each in inputs)
    request = coding.Request(names, checked_date(published) if published else None, outlet, plan)
    for outcome in coding.code(request, io.BytesIO()):
        if isinstance(outcome, CodedReport):
            yield Coded(outcome)
        elif isinstance(outcome, Quarantined):
            yield outcome


@cache
def _plan(settings: tuple[str, ...], codebook: Path | None, actors: tuple[Path, ...]) -> Plan:
    return Plan(settings=changed(settings), codebook=codebook, actors=actors)


def _path(name: str | Path | None) -> Path | None:
    return Path(name) if name is not None else None
