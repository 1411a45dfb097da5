"""`make test-forms`: every form in every language, each noise and each disguise; what was read of them, as tables.

Ends with 1 where a sum is wrong or a project was invented. `python -m tests.sweeps --show "list: org sum"` prints the
faults of the forms whose names hold these words, `--page "list: org sum/fi/3"` a page.
"""

from __future__ import annotations

import argparse
import sys

from scraper.pipeline import extract
from tests.sweeps.forms import FORMS
from tests.sweeps.pages import KINDS, page
from tests.sweeps.scoring import Score, score
from tests.sweeps.values import LANGUAGES

_HEAD = ("form", "pages", "right", "partly", "missed", "wrong", "sums", "invented")


def main() -> int:
    """Run the sweep."""
    parser = argparse.ArgumentParser(prog="python -m tests.sweeps")
    parser.add_argument("--show", metavar="WORDS", help="only forms whose names hold WORDS, with their faults")
    parser.add_argument("--page", metavar="FORM/LANGUAGE/NUMBER", help="print a page")
    given = parser.parse_args()
    if given.page:
        name, code, number = given.page.rsplit("/", 2)
        made = page(FORMS[name], name, code, int(number))
        print(made.data.decode() if made else "there is no such page")
        return 0
    print(f"{_HEAD[0]:44}" + "".join(f"{word:>9}" for word in _HEAD[1:]))
    whole = Score()
    for name in FORMS:
        if given.show and given.show not in name:
            continue
        counted = swept(name)
        whole += counted
        _print(name, counted, faults=bool(given.show))
    _print("all", whole)
    return 0 if whole.clean else 1


def swept(name: str) -> Score:
    """Read every page of a form."""
    found = Score()
    for code in LANGUAGES:
        for number in range(len(KINDS)):
            if made := page(FORMS[name], name, code, number):
                one = score(made.told, extract(made.data, content_type=made.media).projects)
                one.faults = [f"{code}/{number} {fault}" for fault in one.faults]
                found += one
    return found


def _print(name: str, counted: Score, *, faults: bool = False) -> None:
    figures = (
        counted.pages,
        counted.right,
        counted.partly,
        counted.missed,
        counted.wrong,
        counted.wrong_sums,
        counted.invented,
    )
    print(f"{name:44}" + "".join(f"{figure:9}" for figure in figures), flush=True)
    for fault in counted.faults if faults else ():
        print("     ", fault)


if __name__ == "__main__":
    sys.exit(main())
