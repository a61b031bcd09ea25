"""Laws of reading dates: whatever a known form writes is read back, in either order."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from mersey.engine import open_duckdb
from mersey.engine.expressions import column
from mersey.engine.queries import query
from mersey.load.dates.date_forms import format_of
from mersey.load.dates.date_reading import as_written
from mersey.load.dates.styles import style_of_values
from mersey.load.dates.writing import swapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mersey.engine import Engine

MONTHS = {
    "English": "January February March April May June July August September October November December",
    "Sept": "Jan Feb Mar Apr May June July Aug Sept Oct Nov Dec",
    "Welsh": "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr",
    "Welsh, short": "Ion Chwef Maw Ebr Mai Meh Gorff Awst Medi Hyd Tach Rhag",
    "French": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "French, short": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "German": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "German, short": "Jan. Feb. Mrz. Apr. Mai Jun. Jul. Aug. Sep. Okt. Nov. Dez.",
    "Dutch": "januari februari maart april mei juni juli augustus september oktober november december",
    "Dutch, short": "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "Spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "Spanish, short": "ENE FEB MAR ABR MAY JUN JUL AGO SEP OCT NOV DIC",
    "Italian": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "Italian, short": "gen feb mar apr mag giu lug ago set ott nov dic",
}
ORDERED = (  # day and month as numbers: `%d` before `%m`, exchanged for month first
    "%d/%m/%Y %H:%M", "%d-%m-%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y %H.%M",
    "%d/%m/%Y - %H:%M", "%d/%m/%Y, %H:%M:%S", "%d/%m/%y %H:%M", "%H:%M %d/%m/%Y",
    "%H:%M:%S, %d/%m/%Y", "%d/%m/%YT%H:%M:%S", "%d/%m/%Y %I:%M %p",
    "%d/%m/%Y %I:%M:%S%p", "%d/%m/%Y %I:%M p.m.", "%d/%m/%Y %I:%M P.M.", "%d/%m/%Y %H:%M:%S GMT",
    "%d/%m/%Y %H:%M UTC", "%d/%m/%Y %H:%M:%S.%f", "%d/%m/%Y %H:%M:%S +0000",
    "%a %d/%m/%Y %H:%M", "%d/%m/%Y at %H:%M", "%d. %m. %Y %H:%M",
)  # fmt: skip
PLAIN = (
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y/%m/%d %H:%M", "%Y.%m.%d %H:%M:%S",
    "%Y-%m-%dT%H:%M:%S.%fZ", "%Y-%m-%d %H:%M:%S UTC", "%Y-%m-%dT%H:%M:%S.000+0000",
    "%Y-%m-%d-%H.%M.%S.%f", "%Y-%m-%d %I:%M %p", "%Y%m%dT%H%M", "%Y%m%d%H%M%S", "%Y%m%d %H%M",
    "%d%b%Y:%H:%M:%S", "%d%b%y:%H:%M:%S", "%d-%b-%y %I.%M.%S.%f %p", "%d %B %Y at %H:%M",
    "%d %b %Y, %H:%M", "%B %d, %Y %I:%M %p", "%b %d, %Y, %H:%M:%S",
    "%a %b %d %Y %H:%M:%S GMT+0000 (GMT)", "%a, %d %b %Y %H:%M:%S +0000",
    "%a, %d %b %Y %H:%M:%S GMT", "%A %d %B %Y %H:%M", "%H:%M %d %b %Y", "%Y-%b-%d %H:%M",
)  # fmt: skip


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = open_duckdb(tmp_path_factory.mktemp("dates"))
    yield engine
    engine.close()


def _moments(seed: str, *, step: timedelta, n: int = 60) -> list[datetime]:
    """Moments of 1990 to 2059, whole in `step`: every month is among them."""
    chance = random.Random(seed)
    start = datetime(1990, 1, 1)  # noqa: DTZ001
    every = [start + timedelta(days=31 * month) for month in range(12)]
    span = timedelta(days=69 * 365) // step
    return every + [start + step * chance.randrange(span) for _ in range(n)]


def _written(form: str, moment: datetime) -> str:
    half = "a.m." if moment.hour < 12 else "p.m."
    form = form.replace("P.M.", half.upper()).replace("p.m.", half)
    return moment.strftime(form)


def _read(session: Engine, texts: Sequence[str], *, month_first: bool = False) -> Any:
    style = style_of_values(dict.fromkeys(texts, 1), named_like_date=True)
    assert style is not None, texts[0]
    style = swapped(style) if month_first else style
    table = pa.table({"n": range(len(texts)), "text": list(texts)})
    read = query(
        "SELECT {moment} AS moment FROM {rows} ORDER BY n",
        moment=as_written(column("text"), style),
        rows=session.from_batches("written", table.schema, table.to_batches()),
    )
    return session.to_pyarrow(read)["moment"].to_pylist()


def _step(form: str) -> timedelta:
    if "%f" in form:
        return timedelta(microseconds=1)
    return timedelta(seconds=1) if "%S" in form else timedelta(minutes=1)


@pytest.mark.parametrize("form", [*ORDERED, *PLAIN])
def test_a_moment_is_read_back_when_it_is_written_so(session: Engine, form: str):
    moments = _moments(form, step=_step(form))
    moments = [m for m in moments if 1990 <= m.year < 2059]
    assert _read(session, [_written(form, moment) for moment in moments]) == moments


@pytest.mark.parametrize("form", ORDERED)
def test_a_moment_is_read_back_when_the_month_stands_first(session: Engine, form: str):
    moments = _moments(form, step=_step(form))
    month_first = form.replace("%d", "%x").replace("%m", "%d").replace("%x", "%m")
    texts = [_written(month_first, moment) for moment in moments]
    # Only where every value could be either are shapes of both orders the same.
    assert {format_of(text) for text in texts if format_of(text)}
    assert _read(session, texts, month_first=True) == moments


@pytest.mark.parametrize("language", MONTHS)
@pytest.mark.parametrize(
    "write",
    [
        lambda day, name: f"{day.day} {name} {day.year}",
        lambda day, name: f"{day.day:02} {name} {day.year} {day:%H:%M}",
        lambda day, name: f"{day.day}-{name.rstrip('.')}-{day.year}",
        lambda day, name: f"{name} {day.day}, {day.year}",
        lambda day, name: f"{day.day} de {name} de {day.year}",
        lambda day, name: f"{day.day}. {name} {day.year} um {day:%H:%M} Uhr",
        lambda day, name: f"lundi {day.day} {name} {day.year} à {day:%Hh%M}",
    ],
    ids=["plain", "clock", "dashes", "month first", "de", "Uhr", "weekday"],
)
def test_a_month_is_read_by_its_name(
    session: Engine, language: str, write: Callable[[datetime, str], str]
):
    names = MONTHS[language].split()
    moments = _moments(language, step=timedelta(minutes=1))
    texts = [write(moment, names[moment.month - 1]) for moment in moments]
    has_clock = ":" in texts[0] or "h" in texts[0].split()[-1]
    midnight = {} if has_clock else {"hour": 0, "minute": 0}
    assert _read(session, texts) == [moment.replace(**midnight) for moment in moments]


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2024-01-31 10:15:00+0100", "2024-01-31 09:15"),
        ("31/01/2024 10:15 +01:00", "2024-01-31 09:15"),
        ("31/01/2024 10:15:00Z", "2024-01-31 10:15"),
        ("31/07/2024 10:15 BST", "2024-07-31 09:15"),
        ("31 Jan 2024 10:15 EST", "2024-01-31 15:15"),
        ("Wed Jan 31 2024 10:15:00 GMT-0330 (Newfoundland)", "2024-01-31 13:45"),
        ("/Date(1706696100000)/", "2024-01-31 10:15"),
        ("1706696100000.0", "2024-01-31 10:15"),
        ("1.706696100000E12", "2024-01-31 10:15"),
        ("31/01/2024 24:00", "2024-02-01 00:00"),
        ("31 Jan 2024 24:00:00", "2024-02-01 00:00"),
        ("2024-01-31 24:00", "2024-02-01 00:00"),
        ("2024-W05", "2024-01-29 00:00"),
        ("2024-W05-3", "2024-01-31 00:00"),
        ("31JAN2024", "2024-01-31 00:00"),
    ],
)
def test_a_zone_a_count_or_a_week_is_read(session: Engine, text: str, utc: str):
    assert _read(session, [text] * 4) == [datetime.fromisoformat(utc)] * 4


@pytest.mark.parametrize(
    "text", ["31/02/2025", "2025-02-31", "31 Feb 2025", "31 février 2025", "32/01/2025"]
)
def test_an_impossible_date_is_never_rolled_over(session: Engine, text: str):
    texts = [text.replace("31", "28").replace("32", "28"), text]
    assert _read(session, texts)[1] is None


def test_a_column_is_read_when_it_mixes_forms(session: Engine):
    texts = ["2024-01-31", "31/01/2024", "31 ionawr 2024", "31/01/24", "2024/01/31"]
    assert set(_read(session, texts)) == {datetime(2024, 1, 31)}  # noqa: DTZ001


@pytest.mark.parametrize(
    "text", ["12 Group 2023", "4 by 2 2024", "10:15", "1.2.3", "24/00123/FUL", "A-12-B"]
)
def test_other_texts_are_no_dates(text: str):
    assert format_of(text) is None
