"""The way back: the folder of a published dataset comes in, its pages and projects go out as they were.

Read is `projects.json`, which holds all of them with their evidence, record by record. What is no dataset is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.errors import InputError, MissingInputError
from scraper.publish.parts import read_lists
from scraper.schema import Nouns

if TYPE_CHECKING:
    from pathlib import Path

    from scraper.model import Page, Project

FILE = "projects.json"


def read(folder: Path) -> tuple[list[Page], list[Project]]:
    """Return the pages and projects of the dataset that is current in a folder.

    Raises MissingInputError where there is none, InputError where it can't be read.
    """
    file, nouns = folder / FILE, Nouns()
    try:
        with file.open(encoding="utf-8") as stream:
            read = read_lists(stream, {"pages": nouns.page, "projects": nouns.project})
    except FileNotFoundError:
        raise MissingInputError(f"{folder}: holds no {FILE}; name the folder that `run` published to") from None
    except OSError as error:
        raise InputError(f"{file}: can't be read ({error.strerror}); check its permissions") from None
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError):
        raise InputError(
            f"{file}: is no dataset, or a damaged one; put back the set before it, or publish a new one with"
            " `run --accept REASON`"
        ) from None
    return read["pages"], read["projects"]
