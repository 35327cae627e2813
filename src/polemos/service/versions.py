"""What the claims of this installation depend on."""

import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

from polemos.version import __version__


def versions() -> Mapping[str, str]:
    """Name to version; the codebook's is its fingerprint."""
    from polemos.codebook.loader import load
    from polemos.reading.spacy_reader import MODEL

    found = {"polemos": __version__, "codebook": load().fingerprint}
    for package in ("spacy", MODEL.replace("_", "-")):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "not installed: pip install polemos again"
    return {**found, "python": platform.python_version()}
