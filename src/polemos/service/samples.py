"""The sample reports in the package."""

from importlib.resources import files


def sample_files() -> list[str]:
    """Their paths in the order of their names."""
    folder = files("polemos") / "samples"
    return sorted(str(item) for item in folder.iterdir() if item.name.endswith(".txt"))
