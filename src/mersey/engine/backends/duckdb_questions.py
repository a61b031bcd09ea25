"""What is asked of a store, on DuckDB."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mersey.engine.backends.duckdb_connection import within_memory
from mersey.engine.backends.duckdb_relations import described, with_texts
from mersey.engine.backends.macros import Macros
from mersey.engine.expressions import quoted_name
from mersey.engine.queries import place_of

if TYPE_CHECKING:
    import pyarrow as pa

    from mersey.engine.backends.duckdb_connection import Connection
    from mersey.engine.questions import AskedQuery
    from mersey.engine.tables import StoredTable

MACROS: Final = "duckdb_macros.sql"


class DuckDBQuestions:
    """Questions to one connection, whose macros are made as they are needed."""

    def __init__(self, connection: Connection) -> None:
        """Those to this connection."""
        self.connection = connection
        self.forget_macros()

    def forget_macros(self) -> None:
        """Where the connection was opened anew, none of them is made."""
        self._macros = Macros(MACROS)

    def ask(self, question: AskedQuery, *, keeps_categories: bool = False) -> pa.Table:
        """The answer, in memory."""
        statement, values = self.spelled(question)
        with within_memory():
            found = self.connection.con.sql(statement, params=values).to_arrow_table()
        return found if keeps_categories else with_texts(found)

    def spelled(self, question: AskedQuery) -> tuple[str, dict[str, Any]]:
        """The SQL of a question and what is bound in it, its macros made."""
        statement = question.spelled(place_of, quoted_name)
        for macro in self._macros.needed(statement):
            self.connection.run(macro)
        return statement, question.bound()

    def described(self, name: str, catalog: str | None = None) -> StoredTable:
        """The table of that name."""
        return described(self.connection.con, name, catalog)
