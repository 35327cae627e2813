"""Every exception that Polemos raises on purpose.

PolemosError
├── InputError            something that was handed in cannot be used; the rest of the call goes on
│   ├── Unreadable        no bytes, or bytes that are no text, page, PDF or report
│   └── TooLarge          over a limit of settings.py
├── CodebookError         a codebook file is wrong; lists every problem with its file and entry
├── PackError             a pack of actors is wrong; lists every problem with its file and line
├── ArchiveError          an archive cannot be opened, read or written; `reason` is a short code
├── NotAllowed            somebody may not do this, or has not signed in; `reason` is a short code
└── UsageError            the command was called wrongly

Each message says what happened and what to do about it.
"""


class PolemosError(Exception):
    """Base of all errors that are raised on purpose."""


class InputError(PolemosError):
    """One input cannot be coded. `reason` is a short code that stays the same between versions."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message

    def __reduce__(self) -> tuple[type["InputError"], tuple[str, str]]:
        # Errors cross from the worker to the main process, and the default would call __init__ with one argument.
        return type(self), (self.reason, self.message)


class Unreadable(InputError):
    """No bytes, or bytes that hold no report."""


class TooLarge(InputError):
    """Over a limit of settings.py."""


class CodebookError(PolemosError):
    """A codebook file is wrong. `problems` names every one of them."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class PackError(PolemosError):
    """A pack is wrong, so nothing of it was loaded. `problems` names every one of them."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class ArchiveError(PolemosError):
    """The archive cannot do what was asked; nothing of it was changed. `reason` is a short code that stays the same."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class NotAllowed(PolemosError):
    """Somebody may not do this. `reason`: "not-signed-in", "not-allowed" or "wrong-password"."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class UsageError(PolemosError):
    """The command was called wrongly."""
