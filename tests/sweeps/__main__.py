"""`make test-forms`: every form in every language, each noise and each disguise; what was read of them, as tables.

Then every pattern of sentences, and mutants: pages whose sum is changed or that a line above takes back. Ends with 1
where a sum is wrong or more projects were invented than are known to be, where anything is wrong in news, and where a
mutant was granted.
`python -m tests.sweeps --show "list: org sum"` prints the faults of the forms and patterns whose names hold these words,
`--page "list: org sum/fi/3"` a page, `--page "fi: passive-project/3"` one of a pattern.
"""

from __future__ import annotations

import argparse
import sys

from scraper.pipeline import extract
from tests.sweeps.disguises import DISGUISES
from tests.sweeps.form import Told
from tests.sweeps.forms import FORMS
from tests.sweeps.mutants import CHANGES, LEADS, MANNERS, changed, faults, led
from tests.sweeps.noises import NOISES
from tests.sweeps.pages import KINDS, Kind, page
from tests.sweeps.scoring import Score, score
from tests.sweeps.sentences import news, patterns
from tests.sweeps.values import LANGUAGES

_TIMES = 12
"""How many pages a pattern of sentences has."""
_PLAIN = KINDS.index(Kind(5))
_INVENTED = {
    "list: nested below applicants": 1,  # an applicant with one project below it, on a page of applications
    "text: glued": 4,  # nothing is left of where one element ended and the next began
}
"""How many invented projects are known of a form or a disguise: fewer are good, more are a fault."""
_HEAD = ("pages", "right", "partly", "missed", "wrong", "sums", "invented")


def main() -> int:
    """Run the sweep."""
    parser = argparse.ArgumentParser(prog="python -m tests.sweeps")
    parser.add_argument("--show", metavar="WORDS", help="only forms whose names hold WORDS, with their faults")
    parser.add_argument("--faults", action="store_true", help="with --show: the faults of noises and disguises, too")
    parser.add_argument("--page", metavar="FORM/LANGUAGE/NUMBER", help="print a page")
    given = parser.parse_args()
    if given.page and given.page.rpartition("/")[0] in patterns():
        name, _, number = given.page.rpartition("/")
        print(news(name, int(number)).data.decode())
        return 0
    if given.page:
        name, code, number = given.page.rsplit("/", 2)
        made = page(FORMS[name], name, code, int(number))
        print(made.data.decode() if made else "there is no such page")
        return 0
    whole, clean = Score(), True
    named = [name for name in FORMS if not given.show or given.show in name]
    _print_head("form")
    for name in named:
        whole += (counted := swept(name))
        clean &= _is_clean(name, counted)
        _print(name, counted, faults=bool(given.show))
    _print_head("noise")
    for noise in NOISES:
        whole += (counted := with_noise(named, noise))
        clean &= _is_clean(noise, counted)
        _print(noise, counted, faults=given.show is not None and given.faults)
    _print_head("disguise")
    for disguise in DISGUISES:
        whole += (counted := in_disguise(named, disguise))
        clean &= _is_clean(disguise, counted)
        _print(disguise, counted, faults=given.show is not None and given.faults)
    _print("all", whole)
    told = Score()
    _print_head("sentences")
    for name in patterns():
        if given.show and given.show not in name:
            continue
        counted = swept_news(name)
        told += counted
        _print(name, counted, faults=bool(given.show))
    _print("all sentences", told)
    tried, granted = mutants(given.show or "")
    print(f"{tried} mutants, {len(granted)} of them granted what they don't say", *granted, sep="\n      ")
    return 0 if clean and told.clean and not (told.wrong or granted) else 1


def _is_clean(name: str, found: Score) -> bool:
    return not found.wrong_sums and found.invented <= _INVENTED.get(name, 0)


def swept_news(name: str) -> Score:
    """Read the pages of a pattern of sentences."""
    found = Score()
    for number in range(_TIMES):
        made = news(name, number)
        one = score(made.told, extract(made.data, content_type=made.media).projects)
        one.faults = [f"{number} {fault}" for fault in one.faults]
        found += one
    return found


def mutants(words: str) -> tuple[int, list[str]]:
    """Try every change in each form in one language, and each line above the projects in a quarter of the forms."""
    tried, found = 0, []
    for place, name in enumerate(FORMS):
        if words not in name:
            continue
        code = LANGUAGES[place % len(LANGUAGES)]
        made = {change: changed(name, code, change) for change in CHANGES}
        for lead in LEADS[place % 4 :: 4]:
            made |= {manner.format(lead): led(name, code, lead, manner) for manner in MANNERS}
        for change, mutant in made.items():
            if mutant is not None:
                tried += 1
                read = extract(mutant.page.data, content_type=mutant.page.media).projects
                found += [f"{name}/{code} {change} — {fault}" for fault in faults(mutant, read)]
    return tried, found


def swept(name: str) -> Score:
    """Read every page of a form."""
    found = Score()
    for code in LANGUAGES:
        for number in range(len(KINDS)):
            if made := page(FORMS[name], name, code, number):
                found += _read(made.data, made.media, made.told, f"{code}/{number}")
    return found


def with_noise(named: list[str], noise: str) -> Score:
    """Read a page of each form with a noise around its projects."""
    found = Score()
    for place, name in enumerate(named):
        code = LANGUAGES[place % len(LANGUAGES)]
        if made := page(FORMS[name], name, code, _PLAIN, noise):
            found += _read(made.data, made.media, made.told, f"{name}/{code}")
    return found


def in_disguise(named: list[str], disguise: str) -> Score:
    """Read a page of each form in a disguise; texts are none."""
    found = Score()
    for place, name in enumerate(named):
        code = LANGUAGES[place % len(LANGUAGES)]
        made = page(FORMS[name], name, code, _PLAIN)
        told_apart = not (disguise.startswith("text") and FORMS[name].by_boxes)
        if made and made.media == "text/html" and told_apart:
            data, media = DISGUISES[disguise](made.data.decode())
            found += _read(data, media, made.told, f"{name}/{code}")
    return found


def _read(data: bytes, media: str, told: list[Told], what: str) -> Score:
    one = score(told, extract(data, content_type=media).projects)
    one.faults = [f"{what} {fault}" for fault in one.faults]
    return one


def _print_head(kind: str) -> None:
    print(f"\n{kind:44}" + "".join(f"{word:>9}" for word in _HEAD))


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
