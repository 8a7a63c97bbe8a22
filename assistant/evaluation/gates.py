"""Gates: the figures that a run must reach, from a YAML file, and the exit codes that tell a script how it went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import IntEnum, StrEnum
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from assistant.evaluation.aggregating import Figures
from assistant.evaluation.errors import InvalidGates, Problem
from assistant.evaluation.intervals import Estimate

DEFAULT_GATES = Path(__file__).parent / "sets" / "gates.yaml"
GATES_FILE = "gates.yaml"
"""Where a run's folder keeps the gates that it was held to."""
_TOLERANCE = 1e-9


class ExitCode(IntEnum):
    """How an evaluation ended. "Not good enough" and "could not be made" are different news."""

    PASSED = 0
    GATE_FAILED = 1
    WRONG_USE = 2
    REGRESSION = 3
    INCOMPLETE = 4


class Bound(StrEnum):
    """Which end of a figure's interval a gate looks at."""

    VALUE = "value"
    LOW = "low"
    HIGH = "high"


class Verdict(StrEnum):
    """How a gate ended; it does not apply when no question of the set feeds its metric."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Gate:
    """A limit for one metric; a required gate fails where its metric is missing."""

    metric: str
    at_least: float | None = None
    at_most: float | None = None
    bound: Bound = Bound.VALUE
    required: bool = False

    def check(self, estimate: Estimate | None) -> GateResult:
        """Compare a figure with the limit."""
        value = None if estimate is None else getattr(estimate, self.bound)
        if value is None and estimate is not None:
            value = estimate.value
        if value is None:
            return GateResult(self, estimate, Verdict.FAILED if self.required else Verdict.NOT_APPLICABLE)
        low_enough = self.at_most is None or value <= self.at_most + _TOLERANCE
        high_enough = self.at_least is None or value >= self.at_least - _TOLERANCE
        return GateResult(self, estimate, Verdict.PASSED if low_enough and high_enough else Verdict.FAILED)


@dataclass(frozen=True, slots=True)
class GateResult:
    """A gate, the figure it looked at, and the verdict."""

    gate: Gate
    estimate: Estimate | None
    verdict: Verdict


class _GateModel(BaseModel):
    model_config = ConfigDict(extra="forbid")

    metric: str
    at_least: float | None = None
    at_most: float | None = None
    bound: Bound = Bound.VALUE
    required: bool = False

    @model_validator(mode="after")
    def _has_a_limit(self) -> _GateModel:
        if self.at_least is None and self.at_most is None:
            raise ValueError("a gate needs at_least or at_most")
        return self


class _GatesModel(BaseModel):
    model_config = ConfigDict(extra="forbid")

    version: int
    gates: list[_GateModel]


def load_gates(path: Path = DEFAULT_GATES) -> tuple[Gate, ...]:
    """Read a gates file. Raises `InvalidGates` with every problem."""
    try:
        model = _GatesModel.model_validate(yaml.safe_load(path.read_text(encoding="utf-8-sig")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InvalidGates(path.name, [Problem("", None, f"cannot be read: {error}")]) from error
    except ValidationError as error:
        problems = [
            Problem(".".join(str(part) for part in detail["loc"]), None, detail["msg"].removeprefix("Value error, "))
            for detail in error.errors()
        ]
        raise InvalidGates(path.name, problems) from error
    return tuple(Gate(g.metric, g.at_least, g.at_most, g.bound, g.required) for g in model.gates)


def save_gates(gates: Sequence[Gate], folder: Path) -> None:
    """Write the gates beside the run that they were checked on, so that its report can be made again."""
    rows = [
        {key: value for key, value in {**asdict(gate), "bound": gate.bound.value}.items() if value is not None}
        for gate in gates
    ]
    text = yaml.safe_dump({"version": 1, "gates": rows}, sort_keys=False)
    (folder / GATES_FILE).write_text(text, encoding="utf-8", newline="\n")


def gates_of(folder: Path) -> tuple[Gate, ...]:
    """Return the gates that a run was held to; the built-in ones where it keeps none. Raises `InvalidGates`."""
    path = folder / GATES_FILE
    return load_gates(path if path.is_file() else DEFAULT_GATES)


def check_gates(gates: Sequence[Gate], figures: Figures) -> tuple[GateResult, ...]:
    """Check every gate, in the order of the file."""
    return tuple(gate.check(figures.get(gate.metric)) for gate in gates)


def exit_code(results: Sequence[GateResult], *, complete: bool = True, regression: bool = False) -> ExitCode:
    """Return the exit code of a run: incomplete before failed gates before a significant regression."""
    if not complete:
        return ExitCode.INCOMPLETE
    if any(result.verdict is Verdict.FAILED for result in results):
        return ExitCode.GATE_FAILED
    return ExitCode.REGRESSION if regression else ExitCode.PASSED
