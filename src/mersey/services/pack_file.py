"""One pack's `service.toml`, read and checked; every mistake is told at once."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel, ValidationError
from rapidfuzz import process

from mersey.errors import PackError
from mersey.services.packs_as_read import as_read
from mersey.services.service import Service
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PACK_FILE: Final = "service.toml"
_NEXT: Final = "Correct the file, then: mersey pack check FOLDER"


def raw_pack(folder: Path) -> dict[str, Any]:
    """What `service.toml` in `folder` says, as plain data, not yet checked.

    Raises:
        PackError: There is none, or it is not TOML.
    """
    path = folder / PACK_FILE
    try:
        content = path.read_bytes()
        return as_read(content) or tomllib.loads(content.decode("utf-8"))
    except OSError as error:
        msg = f"{folder} is no service pack: its {PACK_FILE} cannot be read."
        raise PackError(
            msg, next_step="Make one with: mersey pack new NAME ⟦folder⟧ DIR"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{path} is not a TOML file: {error}."
        raise PackError(msg, next_step=_NEXT) from error


def as_service(said: dict[str, Any], path: Path) -> Service:
    """The pack that plain data describes.

    Args:
        said: What a `service.toml` says, its base laid under it.
        path: The file, for the message.

    Raises:
        PackError: Names every place that is wrong and what was expected there.
    """
    try:
        return Service.model_validate(said)
    except ValidationError as error:
        mistakes = [f"  {line}" for line in _mistakes(error, said)]
        many = plural(len(mistakes), "mistake")
        msg = f"{path} has {many}:\n" + "\n".join(mistakes)
        raise PackError(msg, next_step=_NEXT) from error


def _mistakes(error: ValidationError, said: dict[str, Any]) -> Iterator[str]:
    for mistake in error.errors():
        where = _place(mistake["loc"], said)
        if mistake["type"] != "extra_forbidden":
            yield f"{where}: {mistake['msg'][:1].lower()}{mistake['msg'][1:]}"
            continue
        known = _keys_at(mistake["loc"][:-1])
        near = process.extractOne(str(mistake["loc"][-1]), known, score_cutoff=60)
        meant = (
            f'; did you mean "{near[0]}"?' if near else f"; known: {', '.join(known)}"
        )
        yield f"{where}: no such key{meant}"


def _place(where: tuple[int | str, ...], said: Any) -> str:
    """`clocks[foi.request].duration.n`: entries by their id where they have one."""
    words = ""
    for part in where:
        said = _inside(said, part)
        if isinstance(part, int):
            name = said.get("id", part) if isinstance(said, dict) else part
            words += f"[{name}]"
        else:
            words += f".{part}" if words else str(part)
    return words


def _inside(said: Any, part: int | str) -> Any:
    try:
        return said[part]
    except (KeyError, IndexError, TypeError):
        return None


def _keys_at(where: tuple[int | str, ...]) -> list[str]:
    """The keys that the model at this place knows."""
    model: Any = Service
    for part in where:
        if isinstance(part, int) or not hasattr(model, "model_fields"):
            continue
        field = model.model_fields.get(part)
        model = _model_in(field.annotation) if field else None
    return list(model.model_fields) if model is not None else []


def _model_in(annotation: Any) -> Any:
    """The model inside a type such as `tuple[Model, ...]` or `Model | None`."""
    for inner in (annotation, *getattr(annotation, "__args__", ())):
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            return inner
    return None
