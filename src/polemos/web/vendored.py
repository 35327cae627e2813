"""Scripts and fonts of others, copied into static/vendor when the package is built (hatch_build.py)."""

from importlib.resources import files


def has(name: str) -> bool:
    """Whether a file is there: without network at build time the pages work, but for the map and the network."""
    return (files("polemos.web") / "static" / "vendor" / name).is_file()
