"""What a TOML file of an outcome or an experiment says, and every mistake in it.

A person wrote the file: each mistake is told with its place, what was expected there,
and the nearest name that would be right.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError

from mersey.evidence.experiment import Experiment, Idea
from mersey.evidence.near_names import meant
from mersey.evidence.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Written = Outcome | Experiment | Idea
"""What one file may say."""

OUTCOME: Final = "mersey.outcome/1"
EXPERIMENT: Final = "mersey.experiment/1"

EXPECTED: Final[Mapping[type, str]] = {
    bool: "true or false, without quotes",
    int: "a whole number, without quotes",
    float: "a number, without quotes",
    date: "a date without quotes, as 2026-03-31",
    str: "words in quotes",
}


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong in a file.

    Attributes:
        file: Its name within the folder. field: Where, as `guardrails[2].margin`; empty
            for the whole file.
        expected: What is wrong or missing there, and what would be right.
    """

    file: str
    field: str
    expected: str

    def __str__(self) -> str:
        place = f"{self.file}: {self.field}" if self.field else self.file
        return f"{place}: {self.expected}"


def read_text(text: str, *, file: str) -> tuple[Written | None, tuple[Problem, ...]]:
    """What the text says, or None and everything that is wrong with it.

    Args:
        text: TOML with `schema = "mersey.outcome/1"` or `"mersey.experiment/1"`.
        file: Its name, for the problems. The id in it must be the file's own name.
    """
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, (Problem(file=file, field="", expected=f"no TOML: {error}"),)
    model = _model_of(said)
    if model is None:
        known = (OUTCOME, EXPERIMENT)
        problem = _not_known("schema", said.get("schema"), known, file=file)
        return None, (problem,)
    try:
        found = model.model_validate(said)
    except ValidationError as error:
        return None, tuple(_mistakes(error, model, file=file))
    return found, ()


def _model_of(said: Mapping[str, Any]) -> type[Outcome | Experiment | Idea] | None:
    """The kind of file; an experiment with no part of a plan in it is an idea."""
    if said.get("schema") == OUTCOME:
        return Outcome
    if said.get("schema") != EXPERIMENT:
        return None
    planned = {_key(Experiment, name) for name in Experiment.model_fields}
    planned -= {_key(Idea, name) for name in Idea.model_fields}
    return Experiment if planned & said.keys() else Idea


def _key(model: type[BaseModel], name: str) -> str:
    return model.model_fields[name].alias or name


def _not_known(field: str, said: object, known: Sequence[str], *, file: str) -> Problem:
    return Problem(file=file, field=field, expected=_one_of(known, said))


def _one_of(known: Sequence[str], said: object) -> str:
    quoted = " or ".join(f'"{name}"' for name in known)
    return f"expected {quoted}{meant(str(said), known) if said else ''}"


def _mistakes(
    error: ValidationError, model: type[BaseModel], *, file: str
) -> Iterator[Problem]:
    for mistake in error.errors():
        kind, told = mistake["type"], mistake["msg"]
        place, inner = _followed(mistake["loc"], model)
        if kind == "extra_forbidden":
            expected = _no_such_key(str(mistake["loc"][-1]), inner)
        elif kind == "missing":
            expected = f"it is missing; expected {_wanted(inner)}"
        elif kind in ("union_tag_not_found", "union_tag_invalid"):
            place = f"{place}.kind"
            expected = _one_of(_kinds(inner), mistake.get("ctx", {}).get("tag"))
        elif kind in ("enum", "literal_error"):
            expected = _one_of(_choices(inner), mistake["input"])
        elif kind == "value_error":
            expected = str(mistake["ctx"]["error"])
        elif kind.endswith(("_type", "_parsing", "_inexact", "_from_datetime_parsing")):
            expected = f"expected {_wanted(inner)}"
        else:
            expected = f"{told[:1].lower()}{told[1:]}"
        yield Problem(file=file, field=place, expected=expected)


def _no_such_key(name: str, model: Any) -> str:
    known = [_key(model, field) for field in model.model_fields]
    told = meant(name, known) or "; known: " + ", ".join(known)
    return f"no such key{told}"


def _followed(where: tuple[int | str, ...], model: Any) -> tuple[str, Any]:
    """The place as a person writes it, and the type that stands there.

    The type of a key that there is not is the model that does not have it. A measure's
    kind, by which its model is told, is no part of the place.
    """
    words = ""
    kind: Any = model
    for part in where:
        inner = _inside(kind)
        if isinstance(part, int):
            words += f"[{part + 1}]"
            kind = _item(inner)
            continue
        if isinstance(inner, _Union):
            kind = inner.of(part)
            continue
        words += f".{part}" if words else part
        field = _field(inner, part)
        if field is None:
            return words, inner
        kind = field
    return words, _inside(kind)


class _Union:
    """Models that are told apart by their kind."""

    def __init__(self, models: Sequence[type[BaseModel]]) -> None:
        self.models = {_kind_of(model): model for model in models}

    def of(self, kind: str) -> Any:
        return self.models.get(kind)


def _kind_of(model: type[BaseModel]) -> str:
    return str(get_args(model.model_fields["kind"].annotation)[0])


def _kinds(inner: Any) -> list[str]:
    return sorted(inner.models) if isinstance(inner, _Union) else []


def _field(model: Any, key: str) -> Any:
    fields = getattr(model, "model_fields", {})
    return next(
        (f.annotation for name, f in fields.items() if key in (name, f.alias)), None
    )


def _inside(annotation: Any) -> Any:
    """The type without what is wrapped around it: annotations, and the choice of none."""
    models = _models_in(annotation)
    if len(models) > 1:
        return _Union(models)
    if models and not _is_tuple(annotation):
        return models[0]
    rest = [a for a in get_args(annotation) if a is not type(None)]
    if get_origin(annotation) not in (tuple, Literal) and len(rest) == 1:
        return rest[0]
    return annotation


def _is_tuple(annotation: Any) -> bool:
    return get_origin(annotation) is tuple


def _item(annotation: Any) -> Any:
    """What one item of a list is."""
    args = get_args(annotation)
    return args[0] if args else annotation


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type):
        return [annotation] if issubclass(annotation, BaseModel) else []
    if _is_tuple(annotation):
        return []
    return [model for part in get_args(annotation) for model in _models_in(part)]


def _choices(annotation: Any) -> list[str]:
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return [member.value for member in annotation]
    return [str(arg) for arg in get_args(annotation)]


def _wanted(annotation: Any) -> str:
    """What a person should write, in plain words."""
    if isinstance(annotation, _Union) or _models_in(annotation):
        return "a table, with its keys"
    if _choices(annotation) and not _is_tuple(annotation):
        return _one_of(_choices(annotation), None).removeprefix("expected ")
    if _is_tuple(annotation):
        return "a list in [square brackets]"
    return EXPECTED.get(annotation, "another value")
