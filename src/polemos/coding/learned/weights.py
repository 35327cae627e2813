"""A logistic regression as it is kept: a name and a number for each feature, so that everybody can read what counts."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Weights:
    """`bias` is the log odds where no feature speaks."""

    bias: float
    of: Mapping[str, float]

    def chance(self, features: Mapping[str, float]) -> float:
        """The probability that these features speak for; one that has no weight says nothing."""
        total = self.bias + math.fsum(value * self.of.get(name, 0.0) for name, value in features.items())
        return 1 / (1 + math.exp(-total))

    def as_data(self) -> dict[str, Any]:
        return {"bias": round(self.bias, 4), "weights": {name: round(value, 4) for name, value in self.of.items()}}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Weights":
        return cls(float(data["bias"]), {str(name): float(value) for name, value in data["weights"].items()})
