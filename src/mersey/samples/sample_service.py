"""What a sample is: how it is declared, and the sheet it makes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias
from zlib import crc32

from mersey.samples.simulate import Dice, SampleWindow
from mersey.samples.working_time import WorkingTime

if TYPE_CHECKING:
    from collections.abc import Callable

    from mersey.samples.truths import Truth

BOROUGH = "Thornmere Borough Council (made up)"

Cell: TypeAlias = str | int | float | bool | date | None


@dataclass(frozen=True, kw_only=True)
class SampleSetting:
    """What every sample is made from: a seed, and the date of the extract."""

    seed: int
    as_at: date

    def dice(self, name: str) -> Dice:
        """Dice of their own for each service, so that one does not disturb another."""
        import numpy as np  # noqa: PLC0415 - heavy, and only needed to make samples

        return Dice(np.random.default_rng([self.seed, crc32(name.encode())]))

    def window(self, years: int = 3) -> SampleWindow:
        """The window of history that an extract covers."""
        return SampleWindow.of_years(years, self.as_at)

    def hours(self, *, opens: float = 9.0, closes: float = 17.0) -> WorkingTime:
        """Working time from well before the window to years after it."""
        first = self.as_at - timedelta(days=365 * 4)
        last = self.as_at + timedelta(days=365 * 8)
        return WorkingTime(first, last, opens=opens, closes=closes)


@dataclass(frozen=True, kw_only=True)
class SampleSheet:
    """The rows of one sample, and what is true of them.

    Attributes:
        columns: Headings. rows: Cells, one tuple a row, in the order of the export.
        n_cases: Cases in the rows, as the simulation counts them.
        truths: What was planted.
        identifiers: Columns that hold made-up names, numbers, addresses or free text.
        canaries: Planted texts that must never be found in what mersey writes.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    n_cases: int
    truths: tuple[Truth, ...]
    identifiers: tuple[str, ...] = ()
    canaries: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, kw_only=True)
class SampleService:
    """A made-up service, declared as `SAMPLE` by one file of `samples/services`.

    Attributes:
        name: Its slug, and the folder its file goes in, such as `planning`.
        title: For people.
        file_name: The file that its case system exports.
        shape: `wide` (a row per case), `long` (a row per step) or `both`.
        dates: How the file writes its dates.
        case: The column that names the case.
        end: The steps, or date columns, that end a case.
        shows: What was planted, in one plain sentence.
        make: Makes the sheet; same setting, same sheet.
        write: Turns the sheet into the bytes of the file.
    """

    name: str
    title: str
    file_name: str
    shape: str
    dates: str
    case: str
    end: tuple[str, ...]
    shows: str
    make: Callable[[SampleSetting], SampleSheet]
    write: Callable[[SampleSheet], bytes]

    @property
    def path(self) -> str:
        """Where the file goes in the borough's folder, such as `planning/x.csv`."""
        return f"{self.name}/{self.file_name}"
