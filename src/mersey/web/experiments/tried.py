"""All that is tried in a service, and how far each has come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mersey.evidence.kept import read_kept
from mersey.evidence.learning import learning_of
from mersey.web.experiments.place import known_log, read_all

if TYPE_CHECKING:
    from mersey.evidence.folder import Folder
    from mersey.evidence.learning import Learning
    from mersey.web.experiments.place import KnownLog
    from mersey.web.models import CouncilService


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What is tried in one service.

    Attributes:
        folder: Its outcomes and experiments. log: Up to when its log is known.
        learned: How far each experiment has come by then.
    """

    service: CouncilService
    folder: Folder
    log: KnownLog
    learned: tuple[Learning, ...]


def tried_in(service: CouncilService) -> Tried:
    """What is tried in a service; nothing where its folder is empty.

    Raises:
        MerseyError: Something is wrong in a file.
    """
    folder, log = read_all(service), known_log(service)
    learned = (
        learning_of(plan, read_kept(folder.paths[name]), as_at=log.as_at)
        for name, plan in folder.experiments.items()
    )
    return Tried(service=service, folder=folder, log=log, learned=tuple(learned))
