"""The researcher's door: a published dataset comes in as a path, a typed pandas DataFrame goes out.

The same frame whichever of the files it is read from. A path that leads to no dataset is refused. pandas is imported
only when the function is called.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from scraper.errors import InputError, MissingInputError
from scraper.publish import csv
from scraper.schema import COLUMNS, DATE_COLUMNS, LIST_COLUMNS, MONEY_COLUMNS

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    import pandas as pd

    Record = dict[str, object]

FILES = ("projects.csv", "projects.jsonl", "projects.json")
"""What is looked for in a folder, in this order."""


def read_projects(path: str | os.PathLike[str]) -> pd.DataFrame:
    """Return the projects of a dataset, one a row, columns as in docs/data-model.md, without the evidence.

    `path` is a projects.csv, .json or .jsonl, or the folder with them. Text is `string`, sums are nullable `Float64`
    (the cent is exact up to 90 trillion euros), dates `datetime64[s]`, `retrieved_at` the same in UTC, `programme_year`
    `Int64`; `partners`, `goals` and `warnings` hold lists, `other_fields` a dict. What is absent is `<NA>` or `NaT`.
    Raises InputError, MissingInputError where there is nothing at the path.
    """
    file = _file(Path(path))
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            records = _READERS[file.suffix.lower()](stream)
    except OSError as error:
        raise InputError(f"{file}: can't be read ({error.strerror}); check its permissions") from None
    except InputError as error:
        raise InputError(f"{file}: {error}") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{file}: is damaged ({error}); run again") from None
    return _frame(records, file)


def _file(path: Path) -> Path:
    """Return the file to read. Raises MissingInputError or InputError where there is none that we know."""
    if path.is_dir():
        for name in FILES:
            if (path / name).is_file():
                return path / name
        raise MissingInputError(f"{path}: holds none of {', '.join(FILES)}; name the folder that `run` wrote to")
    if not path.exists():
        raise MissingInputError(f"{path}: no such file or folder; name a dataset's folder or one of its files")
    if path.suffix.lower() not in _READERS:
        raise InputError(f"{path}: ends in none of {', '.join(_READERS)}; name a dataset's folder or one of its files")
    return path


def _read_csv(stream: TextIO) -> list[Record]:
    return list(csv.read_records(stream))


def _read_json(stream: TextIO) -> list[Record]:
    document = json.load(stream)
    records = document.get("projects") if isinstance(document, dict) else None
    if not isinstance(records, list):
        raise InputError("has no list of projects; read a file that `run` or `extract` wrote")
    return [_checked(record) for record in records]


def _read_lines(stream: TextIO) -> list[Record]:
    return [_checked(json.loads(line)) for line in stream if line.strip()]


def _checked(record: object) -> Record:
    if not isinstance(record, dict):
        raise InputError("holds something else than projects; read a file that `run` or `extract` wrote")
    for name in COLUMNS:
        if name not in record:
            raise InputError(f"a project has no {name}; read a file that `run` or `extract` wrote")
    return record


_READERS = {".csv": _read_csv, ".jsonl": _read_lines, ".json": _read_json}


def _frame(records: Iterable[Record], file: Path) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415  (0.2 s that only this function pays)

    rows = list(records)
    dtypes = dict.fromkeys(COLUMNS, "string")
    dtypes |= dict.fromkeys(MONEY_COLUMNS, "Float64") | dict.fromkeys(DATE_COLUMNS, "datetime64[s]")
    dtypes |= dict.fromkeys((*LIST_COLUMNS, "other_fields"), "object")
    dtypes |= {"programme_year": "Int64", "retrieved_at": "datetime64[s, UTC]"}
    columns = {}
    for name, dtype in dtypes.items():
        values = [row[name] for row in rows]
        try:
            columns[name] = pd.Series(values, dtype=dtype)
        except (ValueError, TypeError) as error:
            raise InputError(f"{file}: column {name} holds what it should not ({error}); run again") from None
    return pd.DataFrame(columns)
