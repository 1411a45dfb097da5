"""Mutants: pages of the forms with one thing changed at a project's sum, or a line put above the projects.

Beside each change stands what may be granted then: the sum as it was printed, or nothing. A page that says something
else than a grant must not give one, whatever its form.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from tests.sweeps.forms import FORMS
from tests.sweeps.pages import Page, page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scraper.model import Project

KEPT, NONE = True, False

# In place of a sum: `{sum}` as it was printed, `{number}` without its unit, `{other}` another sum in euros.
CHANGES = {
    "enintään {sum}": KEPT, "högst {sum}": KEPT, "up to {sum}": KEPT, "{sum} ({other} haettu)": KEPT,
    # of each year, of each of several, of several at once
    "vuosittain {sum}": NONE, "årligen {sum}": NONE, "{sum} vuodessa": NONE, "{sum}/vuosi": NONE, "{sum} per år": NONE, "{sum} per year": NONE, "{sum}/kk": NONE,
    "{sum}/hlö": NONE, "{sum} per person": NONE, "{sum}/osallistuja": NONE, "{sum} / hanke": NONE, "2 x {sum}": NONE, "{sum} x 2": NONE, "{sum} kukin": NONE, "keskimäärin {sum}": NONE,
    # lent, paid by others, of another year, refused, taken back
    "lainaa {sum}": NONE, "{sum} lainaa": NONE, "{sum} (laina)": NONE, "{sum} (lån)": NONE, "{sum} (loan)": NONE, "{sum} (takaus)": NONE, "{sum} (omarahoitus)": NONE, "{sum}, josta {other} lainaa": NONE,
    "{sum}, josta omarahoitus {other}": NONE, "{sum} (haettu)": NONE, "{sum} (ansökt)": NONE, "{sum} (requested)": NONE, "{sum} (edellinen vuosi)": NONE, "{sum} (previous year)": NONE,
    "{sum} (hylätty)": NONE, "{sum} (ei myönnetty)": NONE, "{sum} (avslag)": NONE, "{sum} (rejected)": NONE, "{sum} (kokonaiskustannukset)": NONE,
    # no sum, or not this one
    "vähintään {sum}": NONE, "minst {sum}": NONE, "at least {sum}": NONE, "< {sum}": NONE, "{sum} + alv": NONE, "{number}–{other}": NONE, "{number} tai {other}": NONE, "{number} 0 €": NONE,
    # other money, other things
    "USD {number}": NONE, "${number}": NONE, "{number} SEK": NONE, "{number} kr": NONE, "{number} mk": NONE, "{number} USD": NONE, "{number} %": NONE, "{number} kpl": NONE, "{number} hlö": NONE,
    "<del>{sum}</del>": NONE, "<s>{sum}</s>": NONE, "<span style='text-decoration: line-through'>{sum}</span>": NONE, "<span hidden>{sum}</span>": NONE, "<!-- {sum} -->": NONE,
}  # fmt: skip

# Above the projects, printed as each of the MANNERS.
LEADS = (
    "Hylätyt hakemukset", "Ilman rahoitusta jääneet hankkeet", "Avslagna ansökningar", "Fick inte bidrag", "Rejected applications", "Not funded",
    "Esimerkki", "Mallihakemus", "Räkneexempel", "Sample application", "Hankintapäätökset", "Myönnetyt lainat", "Beviljade lån", "Loans granted",
    "Takaisinperityt avustukset", "Palautetut avustukset", "Saamamme avustukset", "Bidrag som vi har fått",
)  # fmt: skip
MANNERS = ("<h2>{}</h2>", "<p><b>{}</b></p>", "<p>{}:</p>", "<p>{}</p>")


class Mutant(NamedTuple):
    """A changed page, and what may be granted on it."""

    page: Page
    may: set[Decimal]


def changed(name: str, code: str, change: str) -> Mutant | None:
    """Return a form's page with the sum of one project changed; None where the page prints that sum not once."""
    made = page(FORMS[name], name, code, 0)
    if made is None or made.told[0].granted_amount is None or (made.media == "text/plain" and "<" in change):
        return None
    amount = made.told[1].granted_amount
    text = made.data.decode()
    digits = f"{amount:,.0f}".replace(",", "[ .,\u00a0\u202f]?")
    pattern = rf"(?<![\d.,])(?:(?:EUR|€) ?)?(?P<number>{digits}(?:[.,]00)?)(?![.,]?\d)(?: ?(?:€|euroa|euros?|eur|e\b))?"
    if len(found := list(re.finditer(pattern, text, re.IGNORECASE))) != 1:
        return None
    [printed] = found
    said = change.format(sum=printed.group(), number=printed["number"], other=f"{amount * 2:,.0f} €".replace(",", " "))
    text = text[: printed.start()] + said + text[printed.end() :]
    granted = {each.granted_amount for each in made.told if each.granted_amount is not None}
    return Mutant(made._replace(data=text.encode()), granted if CHANGES[change] else granted - {amount})


def led(name: str, code: str, lead: str, manner: str) -> Mutant | None:
    """Return a form's page with a line above its projects that says that they were granted nothing."""
    above = manner.format(lead)
    made = page(FORMS[name], name, code, 0, above=above)
    if made is None or f"{above}<h2".encode() in made.data:
        return None  # the next heading of its level ends what a heading says
    return Mutant(made, set())


def faults(mutant: Mutant, read: list[Project]) -> Iterator[str]:
    """Yield what a page does not grant."""
    for project in read:
        if (
            project.granted_amount
            and project.granted_amount not in mutant.may
            and project.status in {"granted", "proposed"}
        ):
            yield f"{project.name}: {project.granted_amount}"
