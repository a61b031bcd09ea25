"""Long plain files are read in memory: what comes of them is what always came."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mersey.engine import open_duckdb
from mersey.engine.backends import plain_text
from mersey.engine.backends.duckdb import DuckDBEngine
from mersey.engine.backends.plain_text import read_plain
from mersey.engine.delimited_reading import DelimitedText
from mersey.engine.queries import rows_of
from mersey.engine.tables import StoredTable
from mersey.errors import MerseyError
from mersey.load.read_log import read_log
from mersey.load.reading import read_raw
from mersey.load.rows.coded_rows import HELD
from tests.unit.load.made_logs import KEY, cases, events, finding_ids, rejected

MEMORY = 1 << 32
TEXT = DelimitedText(columns=("a", "b", "c"), delimiter=",")

PLAIN = {
    "bare": "a,b,c\n1,2,3\n4,5,6\n",
    "no last line end": "a,b,c\n1,2,3\n4,5,6",
    "empty and quoted empty": 'a,b,c\n,"",3\n"x","y","z"\n',
    "a delimiter in quotes": 'a,b,c\n"1,2",2,"x, y"\n',
    "blanks around": "a,b,c\n 1 ,\t2,3\n",
    "letters": "a,b,c\nŵ,é,“q”\n",
    "null words": "a,b,c\nNA,null,NaN\n#N/A,None,-\n",
}
DOUBTFUL = {
    "a quoted line end": 'a,b,c\n"1\n2",2,3\n',
    "a doubled mark": 'a,b,c\n"1""2",2,3\n',
    "a mark inside": 'a,b,c\n1"2,2,3\n',
    "text behind a mark": 'a,b,c\n"1"x,2,3\n',
    "a blank behind a mark": 'a,b,c\n"1" ,2,3\n',
    "a delimiter first": 'a,b,c\n",1",2,3\n',
    "a mark that stays open": 'a,b,c\n"1,2,3\n4,5,6\n',
    "an empty line": "a,b,c\n1,2,3\n\n4,5,6\n",
    "too few values": "a,b,c\n1,2\n4,5,6\n",
    "too many values": "a,b,c\n1,2,3,4\n4,5,6\n",
    "no rows": "a,b,c\n",
}
ROWS = (
    "R1,Received,2023-03-26 00:59:59,North,Ann Oakley,1.50\n"
    "R2,Received,2023-10-29 01:30:00,North,Bo Larch,2\n"
    "r1,Checked,2023-03-26 02:00:00,South,Bo Larch,3.25\n"
    "R1,Decided,2023-07-01 12:00:00,South,Ann Oakley,\n"
    "R2,Checked,2023-10-29 01:30:00,North,Bo Larch,0\n"
    "R3,Received,2023-11-01 09:00:00,North,Ann Oakley,7\n"
)
HEADINGS = "Ref,Status,When,Team,Officer,Cost\n"
LOGS = {
    "ties, summer time and an open case": HEADINGS + ROWS,
    "a repeated row": HEADINGS + ROWS + ROWS.splitlines()[0] + "\n",
    "a row without a case": HEADINGS + ROWS + ",Checked,2023-11-02 09:00:00,,,\n",
    "a row without a step": HEADINGS + ROWS + "R3,,2023-11-02 09:00:00,,,\n",
    "a row without a time": HEADINGS + ROWS + "R3,Checked,,North,,\n",
    "no date": HEADINGS + ROWS + "R3,Checked,soon,North,,\n",
    "another way to write a time": HEADINGS + ROWS + "R3,Checked,2023-11-02,North,,\n",
    "fractions": HEADINGS + ROWS.replace(":00,", ":00.25,"),
    "offsets": HEADINGS + ROWS.replace(":00,", ":00Z,"),
    "dates alone": HEADINGS + ROWS.replace(" 12:00:00", " 00:00:00"),
    "day first": HEADINGS + ROWS.replace("2023-07-01", "01/07/2023"),
    "an amount that is none": HEADINGS + ROWS.replace("3.25", "free"),
    "nobody": HEADINGS + ROWS.replace("Ann Oakley", "-"),
    "facts of cases": HEADINGS.replace("Cost", "Ward") + ROWS,
    "the marks of a sheet": "\ufeff" + HEADINGS + ROWS.replace("\n", "\r\n"),
    "a long cell": HEADINGS + ROWS.replace("South", "S" * 1500),
    "a total below": HEADINGS + ROWS + "Total,,,,,13.75\n",
    "formulas": HEADINGS + ROWS.replace("South", "=1+A1"),
}


@pytest.fixture(autouse=True)
def _however_short(monkeypatch):
    monkeypatch.setattr(plain_text, "SHORT", 0)


def put(folder, content):
    path = folder / "log.csv"
    path.write_bytes(content.encode())
    return path


def as_the_database_reads(path, text=TEXT):
    """The rows as texts, and how many lines were rejected."""
    folder = path.parent / "scratch"
    folder.mkdir(exist_ok=True)
    session = open_duckdb(folder)
    try:
        done = session.read_delimited("raw", path, text)
        rows = session.to_pyarrow(done.table).to_pylist()
        return rows, session.count(done.rejected)
    finally:
        session.close()


@pytest.mark.parametrize("content", PLAIN.values(), ids=PLAIN)
def test_plain_text_is_read_as_the_database_reads_it(tmp_path, content):
    path = put(tmp_path, content)
    found = read_plain(path, TEXT, memory=MEMORY)
    assert (found.to_pylist(), 0) == as_the_database_reads(path)


@pytest.mark.parametrize("content", DOUBTFUL.values(), ids=DOUBTFUL)
def test_doubtful_text_is_left_to_the_database(tmp_path, content):
    assert read_plain(put(tmp_path, content), TEXT, memory=MEMORY) is None


def test_a_file_is_left_to_the_database_when_it_is_large_for_the_memory(tmp_path):
    path = put(tmp_path, PLAIN["bare"])
    assert read_plain(path, TEXT, memory=4 * path.stat().st_size - 1) is None
    assert read_plain(path, TEXT, memory=4 * path.stat().st_size) is not None


def test_a_short_file_is_left_to_the_database(tmp_path, monkeypatch):
    path = put(tmp_path, PLAIN["bare"])
    monkeypatch.setattr(plain_text, "SHORT", path.stat().st_size + 1)
    assert read_plain(path, TEXT, memory=MEMORY) is None


def test_text_that_is_not_utf_8_is_left_to_the_database(tmp_path):
    path = tmp_path / "log.csv"
    path.write_bytes(b"a,b,c\n1,\xe9,3\n")
    assert read_plain(path, TEXT, memory=MEMORY) is None


def test_texts_are_dictionaries_only_where_they_are_few(tmp_path, monkeypatch):
    monkeypatch.setattr(plain_text, "FEW", 3)
    rows = "".join(f"{n},{n % 3},x\n" for n in range(10))
    found = read_plain(put(tmp_path, "a,b,c\n" + rows), TEXT, memory=MEMORY)
    assert [str(field.type).split("<")[0] for field in found.schema] == [
        "string",
        "dictionary",
        "dictionary",
    ]


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    content=st.text(alphabet='ab,"\n é', min_size=1, max_size=30),
    newline=st.sampled_from(["\n", "\r\n"]),
)
def test_whatever_is_read_in_memory_is_what_the_database_reads(
    tmp_path, content, newline
):
    text = DelimitedText(columns=("a", "b"), delimiter=",", newline=newline)
    path = put(tmp_path, ("a,b\n" + content).replace("\n", newline))
    found = read_plain(path, text, memory=MEMORY)
    if found is not None:
        assert (found.to_pylist(), 0) == as_the_database_reads(path, text)


@contextmanager
def log_of(folder, content):
    session = open_duckdb(folder)
    try:
        yield read_log(put(folder, content), session=session, key=KEY)
    finally:
        session.close()


def test_files_are_read_either_way_one_after_the_other_in_one_session(tmp_path):
    session = open_duckdb(tmp_path)
    plain, doubtful = "a,b\n1,2\n", 'a,b\n"3""",4\n'
    found = []
    for content in (plain, doubtful, plain, plain, doubtful):
        raw = read_raw(put(tmp_path, content), session=session)
        found.append(session.to_pyarrow(rows_of(raw.table))["b"].to_pylist())
    session.close()
    assert found == [["2"], ["4"], ["2"], ["2"], ["4"]]


def told(folder, content):
    """All that a log says, or why there is none."""
    folder.mkdir()
    try:
        with log_of(folder, content) as log:
            return {
                "events": events(log),
                "cases": cases(log),
                "counts": log.counts,
                "rejected": rejected(log),
                "findings": finding_ids(log),
                "mapping": log.mapping,
                "rest": (log.date_only, log.first_line, log.content_hash),
            }
    except MerseyError as error:
        return {"error": str(error)}


@pytest.mark.parametrize("content", LOGS.values(), ids=LOGS)
def test_a_log_is_the_same_either_way(tmp_path, monkeypatch, content):
    quick = told(tmp_path / "quick", content)
    monkeypatch.setattr(plain_text, "SHORT", MEMORY)
    assert quick == told(tmp_path / "slow", content)


def test_the_rows_of_a_plain_log_are_looked_up_in_memory_and_forgotten(
    tmp_path, monkeypatch
):
    held = []
    hold = DuckDBEngine.hold

    def told_of(self, name, rows):
        held.append(name)
        return hold(self, name, rows)

    monkeypatch.setattr(DuckDBEngine, "hold", told_of)
    with log_of(tmp_path, LOGS["ties, summer time and an open case"]) as log:
        assert held == ["raw_numbered", HELD, "loaded_events__numbers"]
        assert log.session.held(StoredTable(HELD)) is None


@pytest.mark.parametrize("amount", ["3e2", "-.5", "12", " 7", "+3", "inf", "1_0"])
def test_amounts_are_the_same_either_way(tmp_path, monkeypatch, amount):
    content = HEADINGS + ROWS.replace("3.25", amount)
    quick = told(tmp_path / "quick", content)
    monkeypatch.setattr(plain_text, "SHORT", MEMORY)
    assert quick == told(tmp_path / "slow", content)
