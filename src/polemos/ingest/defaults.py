"""What the user says about an input beside its bytes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportDefaults:
    """The command line's values.

    For plain text and PDF they win over what the words suggest, since the user knows the file. For HTML and JSONL,
    whose fields were written by the publisher, they fill only what the document leaves open: one option then cannot
    overwrite the dates of a thousand reports.
    """

    published: str | None = None
    outlet: str | None = None


NO_DEFAULTS = ReportDefaults()
