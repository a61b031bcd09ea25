"""The folder of outcomes and experiments that a council keeps: read whole, or told why not.

Beside `<id>.toml` lie its frozen versions, `<id>.v1.json`, and its trail,
`<id>.trail.jsonl`. Every problem of every file is reported at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from mersey.errors import EvidenceError
from mersey.evidence.drivers import driver_problems
from mersey.evidence.experiment import Experiment
from mersey.evidence.near_names import none_of
from mersey.evidence.outcome import Outcome
from mersey.evidence.written import Problem, Written, read_text
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from mersey.evidence.experiment import Idea

NEXT: Final = "Correct them, and run the command again."


@dataclass(frozen=True, kw_only=True)
class Folder:
    """What a folder holds.

    Attributes:
        outcomes: By id. experiments: Ideas and experiments by id.
        paths: Id → its TOML file.
    """

    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    experiments: Mapping[str, Experiment | Idea] = field(default_factory=dict)
    paths: Mapping[str, Path] = field(default_factory=dict)


def read_folder(folder: Path) -> Folder:
    """Every outcome and experiment in the folder and the folders in it, checked.

    Raises:
        EvidenceError: There is no such folder, nothing in it, or something is wrong in
            a file; all problems are told.
    """
    paths = sorted(folder.rglob("*.toml")) if folder.is_dir() else []
    if not paths:
        msg = f"{folder} is no folder with outcomes and experiments as TOML files."
        raise EvidenceError(
            msg, next_step="Make one with: mersey evidence new ⟦folder⟧ FOLDER"
        )
    found, problems = _read(paths, folder)
    problems += _disjoined(found, folder)
    if problems:
        raise _refused(problems)
    return found


def read_experiment(path: Path) -> Experiment | Idea:
    """The one experiment, or idea, of a file.

    Raises:
        EvidenceError: The file cannot be read, holds no experiment, or something is
            wrong in it; all problems are told.
    """
    said, problems = _read_file(path, name=path.name)
    if problems:
        raise _refused(problems)
    if isinstance(said, Outcome):
        msg = f"{path} holds an outcome, not an experiment."
        raise EvidenceError(msg, next_step="Name the file of an experiment.")
    return said  # type: ignore[return-value]  # nothing else is left


def read_plan(path: Path) -> Experiment:
    """The one experiment of a file, with all its parts.

    Raises:
        EvidenceError: As for `read_experiment`; or it is an idea that has no plan yet.
    """
    found = read_experiment(path)
    if not isinstance(found, Experiment):
        msg = f"{path} is an idea: it has no measure, no baseline and no looks yet."
        hint = (
            "Add them, or let mersey propose them: mersey evidence new LOG ⟦idea⟧ FILE"
        )
        raise EvidenceError(msg, next_step=hint)
    return found


def find_outcome(path: Path, plan: Experiment | Idea) -> Outcome | None:
    """The outcome of the experiment in this file; None where its file is not near.

    It is looked for beside the experiment, in a folder `outcomes` there, and beside
    that folder.

    Raises:
        EvidenceError: Something is wrong in its file.
    """
    name = f"{plan.outcome}.toml"
    near = (path.parent, path.parent / "outcomes", path.parent.parent / "outcomes")
    for place in near:
        if not (place / name).is_file():
            continue
        said, problems = _read_file(place / name, name=name)
        if problems:
            raise _refused(problems)
        return said if isinstance(said, Outcome) else None
    return None


def _refused(problems: Iterable[Problem]) -> EvidenceError:
    told = list(problems)
    lines = "\n".join(f"  {problem}" for problem in told)
    many = plural(len(told), "thing is", "things are")
    return EvidenceError(f"{many} wrong:\n{lines}", next_step=NEXT)


def _read_file(path: Path, *, name: str) -> tuple[Written | None, tuple[Problem, ...]]:
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        expected = f"it cannot be read: {error.strerror}"
        return None, (Problem(file=name, field="", expected=expected),)
    except UnicodeDecodeError:
        expected = "it is not text in UTF-8; save it as UTF-8"
        return None, (Problem(file=name, field="", expected=expected),)
    said, problems = read_text(text, file=name)
    if said is not None and said.id != path.stem:
        expected = f'expected the file\'s name, "{path.stem}"'
        return None, (Problem(file=name, field="id", expected=expected),)
    return said, problems


def _read(paths: Iterable[Path], folder: Path) -> tuple[Folder, list[Problem]]:
    outcomes: dict[str, Outcome] = {}
    experiments: dict[str, Experiment | Idea] = {}
    by_id: dict[str, Path] = {}
    problems: list[Problem] = []
    for path in paths:
        name = path.relative_to(folder).as_posix()
        said, wrong = _read_file(path, name=name)
        problems += wrong
        if said is None:
            continue
        if said.id in by_id:
            first = by_id[said.id].relative_to(folder).as_posix()
            expected = f'"{said.id}" is the id of {first} too; an id names one thing'
            problems.append(Problem(file=name, field="id", expected=expected))
        by_id.setdefault(said.id, path)
        if isinstance(said, Outcome):
            outcomes[said.id] = said
        else:
            experiments[said.id] = said
    found = Folder(outcomes=outcomes, experiments=experiments, paths=by_id)
    return found, problems


def _disjoined(found: Folder, folder: Path) -> Iterator[Problem]:
    """Names in one file that ought to be in another."""
    for outcome in found.outcomes.values():
        file = found.paths[outcome.id].relative_to(folder).as_posix()
        for place, expected in driver_problems(outcome, found.experiments):
            yield Problem(file=file, field=place, expected=expected)
    for plan in found.experiments.values():
        if plan.outcome not in found.outcomes:
            file = found.paths[plan.id].relative_to(folder).as_posix()
            expected = none_of("outcome", plan.outcome, found.outcomes)
            yield Problem(file=file, field="outcome", expected=expected)
