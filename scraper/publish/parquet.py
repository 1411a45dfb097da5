"""Projects as Parquet: for pandas, DuckDB, R and Spark. Types are the schema's, and say so to every reader.

Sums are exact decimals of two places, dates are dates, times are in UTC, lists are lists, and `other_fields` is a map.
The same projects give the same bytes with the same pyarrow.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from scraper.errors import PublishError
from scraper.publish.dictionary import column_type
from scraper.schema import COLUMNS, SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pyarrow as pa

    from scraper.model import Project

CENT = Decimal("0.01")
DIGITS = 18
"""Of a sum, two of them after the point: 10^16 euros is more than there are."""
ROWS_AT_ONCE = 10_000


def write_table(path: Path, projects: Sequence[Project]) -> None:
    """Write the file. Raises PublishError for a sum that is no money."""
    import pyarrow.parquet as pq  # noqa: PLC0415  (0.1 s that only those who publish pay)

    schema = _schema()
    with (  # a stream, since pyarrow takes a path for an address, and one that is no UTF-8 for none
        path.open("xb") as stream,
        pq.ParquetWriter(stream, schema, compression="zstd", write_statistics=True) as writer,
    ):
        for first in range(0, max(len(projects), 1), ROWS_AT_ONCE):
            writer.write_table(_table(projects[first : first + ROWS_AT_ONCE], schema))


def _schema() -> pa.Schema:
    """Return the columns with their types. Those that are never null say so."""
    import pyarrow as pa  # noqa: PLC0415  (slow to import, for this format alone)

    kinds = {
        "string": pa.string(),
        "number": pa.decimal128(DIGITS, 2),
        "integer": pa.int32(),
        "date": pa.date32(),
        "datetime": pa.timestamp("s", tz="UTC"),
        "list": pa.list_(pa.string()),
        "object": pa.map_(pa.string(), pa.string()),
    }
    never = {"id", "name", "currency", "status", "content_digest", "partners", "goals", "warnings", "other_fields"}
    fields = [pa.field(name, kinds[column_type(name)], nullable=name not in never) for name in COLUMNS]
    return pa.schema(fields, metadata={"schema_version": SCHEMA_VERSION})


def _table(projects: Sequence[Project], schema: pa.Schema) -> pa.Table:
    import pyarrow as pa  # noqa: PLC0415  (slow to import, for this format alone)

    columns = []
    for field in schema:
        values = [getattr(project, field.name) for project in projects]
        try:
            columns.append(pa.array([_stored(value) for value in values], field.type))
        except (pa.ArrowInvalid, ValueError, ArithmeticError) as error:
            raise PublishError(
                f"projects.parquet: {field.name} can't be stored ({error}); nothing was written"
            ) from None
    return pa.table(columns, schema=schema)


def _stored(value: object) -> object:
    """Return a value in the form that Arrow takes."""
    if isinstance(value, Decimal):
        return value.quantize(CENT)
    if isinstance(value, dict):
        return [(_encodable(key), _encodable(each)) for key, each in value.items()]
    if isinstance(value, list):
        return [_encodable(each) for each in value]
    return _encodable(value) if isinstance(value, str) else value


def _encodable(text: str) -> str:
    r"""Return a text that UTF-8 can hold: a lone surrogate is written as `\udc80`."""
    return text.encode(errors="backslashreplace").decode()
