"""Settings: what a person may change in `<home>/settings.toml`, checked as a whole. Does not know who uses them."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

FILE_NAME = "settings.toml"


class SettingsError(Exception):
    """The settings file cannot be used; the message lists every problem with its path."""


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """The embedding model. Another model means other vectors, hence `interpoles rebuild`."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    name: Annotated[
        str,
        Field(
            description="A sentence-transformers model: its hub name, or the path of its folder. "
            "Empty: the model that is installed with Interpôles."
        ),
    ] = ""
    question_prefix: Annotated[
        str | None,
        Field(
            description="What the model named above wants before a question. "
            "Left out: `query: ` for a model whose name says e5, else nothing."
        ),
    ] = None
    passage_prefix: Annotated[
        str | None,
        Field(
            description="What the model named above wants before a passage. "
            "Left out: `passage: ` for a model whose name says e5, else nothing."
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """How passages are found."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    alpha: Annotated[
        float,
        Field(
            ge=0,
            le=1,
            strict=True,
            description="Weight of meaning against words when passages are ranked: 0 is words alone, 1 meaning alone.",
        ),
    ] = 0.5


@dataclass(frozen=True, slots=True)
class AnswerSettings:
    """How answers are made."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    passages: Annotated[
        int, Field(ge=1, le=100, strict=True, description="How many passages are read to answer a question.")
    ] = 10
    refusal_threshold: Annotated[
        float,
        Field(
            ge=0,
            le=1,
            strict=True,
            description="Below this confidence the assistant says that it did not find the answer.",
        ),
    ] = 0.3


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, with its default."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    model: ModelSettings = field(default_factory=ModelSettings)
    search: SearchSettings = field(default_factory=SearchSettings)
    answer: AnswerSettings = field(default_factory=AnswerSettings)


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting as the documentation lists it: "table.key", its default as TOML writes it ("": none)."""

    path: str
    default: str
    description: str


def load_settings(home: Path) -> Settings:
    """Return the settings of a home folder; the defaults where it has no settings file. Raises `SettingsError`."""
    path = home / FILE_NAME
    try:
        content = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}") from error
    try:
        tables = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not valid TOML: {error}") from error
    try:
        return TypeAdapter(Settings).validate_python(tables)
    except ValidationError as error:
        problems = "\n".join(f"  {_problem(details)}" for details in error.errors())
        raise SettingsError(f"{path} has {error.error_count()} problem(s):\n{problems}") from error


def setting_rows() -> tuple[SettingRow, ...]:
    """Return every setting in the order of the classes above, for the documentation."""
    schema = TypeAdapter(Settings).json_schema()
    rows = []
    for table, reference in schema["properties"].items():
        definition = schema["$defs"][reference["$ref"].rsplit("/", 1)[-1]]
        for key, setting in definition["properties"].items():
            default = "" if setting["default"] is None else json.dumps(setting["default"])
            rows.append(SettingRow(f"{table}.{key}", default, setting["description"]))
    return tuple(rows)


def _problem(details: ErrorDetails) -> str:
    """Say one problem as "table.key: what is wrong (got …)"."""
    path = ".".join(str(part) for part in details["loc"])
    if details["type"] == "unexpected_keyword_argument":
        return f"{path}: there is no such setting; there are {', '.join(row.path for row in setting_rows())}"
    return f"{path}: {details['msg']} (got {details['input']!r})"
