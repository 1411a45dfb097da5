"""Made-up projects as a page could print them: names, organisations, sums, periods and texts, drawn by hypothesis.

Every value can be read in one way by a careful human: a name is no label, a sum has its unit, a period both its
years. What is drawn is the text a page prints and the value it stands for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn, SearchStrategy


@dataclass(frozen=True, slots=True)
class Printed:
    """A project: its values, and the words that print its sums and its period; empty for what is not printed."""

    name: str
    applicant: str
    granted: Decimal
    cost: Decimal
    start: date
    end: date
    description: tuple[str, ...]
    goals: tuple[str, ...]
    granted_text: str
    cost_text: str
    period_text: str

    def columns(self) -> dict[str, object]:
        """Return the columns that a page can tell of the project, with what is printed of them."""
        return {
            "name": self.name,
            "applicant": self.applicant,
            "granted_amount": self.granted,
            "total_cost": self.cost if self.cost_text else None,
            "start_date": self.start if self.period_text else None,
            "end_date": self.end if self.period_text else None,
            "description": "\n\n".join(self.description) or None,
            "goals": list(self.goals),
        }


WORDS = (
    *("Älykäs", "Kestävä", "Vihreä", "Digitaalinen", "Työväen", "Äänien", "Öljytön", "Uusi", "Pohjoinen", "Yhteinen"),
    *(
        "kiertotalous",
        "osaaminen",
        "vesistö",
        "metsä",
        "yrittäjyys",
        "matkailu",
        "kylä",
        "satama",
        "energia",
        "lähiruoka",
    ),
    *(
        "Hållbar",
        "Framtidens",
        "Grön",
        "skärgård",
        "innovation",
        "välfärd",
        "företagsamhet",
        "kust",
        "Šamaani",
        "Žanette",
    ),
)
SYLLABLES = ("ka", "lö", "mie", "tä", "räi", "su", "vo", "hy", "pel", "tuo", "nä", "sa", "jo", "kii")
TAILS = (
    *("", "", "", " 2.0", " 2030", " II", " – kohti huomista", " - esiselvitys", " -hanke", ": uusi alku", " (KUMO)"),
    *(" & kumppanit", ", vaihe 2", " 2021-2027", " – 100 vuotta", " e-palveluna", " / Grön kust", "!"),
)
PLACES = ("Forssa", "Lohja", "Ähtäri", "Hämeenlinna", "Åland", "Övermark", "Kyrö", "Närpiö", "Mänttä-Vilppula", "Ii")
ORGANISATIONS = (
    *("{}n kaupunki", "{}n kunta", "{}n seudun kuntayhtymä", "{}n Yrityskehitys Oy", "{}n ammattikorkeakoulu Oy"),
    *("{}n yliopisto", "{}n kylät ry", "{} stad", "{} utveckling Ab", "{}n Messut Oyj", "{} Business r.f."),
    *("Maa- ja metsätaloustuottajat, {} ry", "Yrkeshögskolan {} Ab", "{}n koulutuskuntayhtymä", "{}n 4H-yhdistys ry"),
)
SENTENCES = (
    "Hakijana toimii kunta, joka johtaa myös toista hanketta.",
    "Kustannusarviossa on varattu 12 000 euroa kääntämiseen, ja väliraportti julkaistaan 16.9.2021.",
    "Vuonna 2019 saatu 50 000 euron tuki käytettiin esiselvitykseen.",
    "Toteutusaikana järjestetään kolme seminaaria, joihin osallistuu noin 1 200 yritystä.",
    "Rahoitus kattaa 70 % kuluista, eikä omarahoituksen osuus muutu.",
    "Myönnetty tuki ei riitä kaikkeen, joten työtä jatketaan talkoilla.",
    "Projektet stärker företagens kunnande och nätverk i skärgården.",
    "Tavoitteena on myös, että ”hiljainen tieto” siirtyy sukupolvelta toiselle – ja säilyy.",
    "Alueen väkiluku on 171 000 henkeä & keskimääräinen matka töihin < 10 km.",
)
GOALS = (
    "lisätä yritysten osaamista ja kasvua",
    "kehittää alueen matkailua yhdessä asukkaiden kanssa",
    "vähentää päästöjä 30 prosenttia vuoteen 2030",
    "luoda uusia, kestäviä työpaikkoja",
    "säästää 40 000 euroa vuodessa",
    "öka samarbetet över språkgränsen",
    "tehdä järvestä uimakelpoinen",
)


def a_word() -> SearchStrategy[str]:
    """Return words of the list, or made of syllables: long enough to be no word of a label."""
    made = st.lists(st.sampled_from(SYLLABLES), min_size=3, max_size=5).map("".join)
    return st.one_of(st.sampled_from(WORDS), made)


@st.composite
def names(draw: DrawFn) -> str:
    """Draw a name: a capital or a digit first, two to five words, what may follow."""
    first = draw(st.sampled_from(["5G", "Kasvu", "Älykäs", "Åre", "KUITU", "”Ääni”", "eHyvä", "Hiilineutraali", "100"]))
    words = draw(st.lists(a_word(), min_size=1, max_size=4))
    return " ".join((first, *words)) + draw(st.sampled_from(TAILS))


def organisations() -> SearchStrategy[str]:
    """Return names of organisations as they print themselves."""
    return st.builds(str.format, st.sampled_from(ORGANISATIONS), st.sampled_from(PLACES))


MONEY: tuple[Callable[[Decimal], str], ...] = (
    lambda euros: grouped(euros, " ") + " €",
    lambda euros: grouped(euros, "\u00a0") + "\u00a0€",
    lambda euros: grouped(euros, "\u202f") + " €",
    lambda euros: grouped(euros, ".") + " €",
    lambda euros: grouped(euros, " ") + " euroa",
    lambda euros: grouped(euros, "") + " €",
    lambda euros: grouped(euros, " ") + " e",
)
PERIODS = (
    "{0.day}.{0.month}.{0.year}-{1.day}.{1.month}.{1.year}",
    "{0.day}.{0.month}.{0.year}–{1.day}.{1.month}.{1.year}",
    "{0.day}.{0.month}.{0.year} – {1.day}.{1.month}.{1.year}",
    "{0:%d.%m.%Y} - {1:%d.%m.%Y}",
)


def grouped(euros: Decimal, space: str) -> str:
    """Return a sum with its thousands parted by `space` and a decimal comma."""
    whole, _, cents = f"{euros:,}".partition(".")
    return whole.replace(",", space) + (f",{cents}" if cents else "")


def sums() -> SearchStrategy[Decimal]:
    """Return what projects are granted: round sums, odd ones, and some with cents."""
    cents = st.integers(100_001, 999_999_999).filter(lambda number: number % 10).map(lambda n: Decimal(n).scaleb(-2))
    return st.one_of(
        st.integers(1, 4_000).map(lambda n: Decimal(n * 500)), st.integers(1_000, 9_999_999).map(Decimal), cents
    )


@st.composite
def projects(draw: DrawFn) -> Printed:
    """Draw one project."""
    granted, start = draw(sums()), draw(st.dates(date(2014, 1, 1), date(2026, 12, 31)))
    cost = granted + draw(st.sampled_from([Decimal(0), Decimal(1), Decimal(17_350), granted]))
    end = start + timedelta(days=draw(st.integers(20, 1_500)))
    money = draw(st.sampled_from(MONEY))
    return Printed(
        name=draw(names()),
        applicant=draw(organisations()),
        granted=granted,
        cost=cost,
        start=start,
        end=end,
        description=tuple(draw(st.lists(st.sampled_from(SENTENCES), max_size=2, unique=True))),
        goals=tuple(draw(st.lists(st.sampled_from(GOALS), max_size=3, unique=True))),
        granted_text=money(granted),
        cost_text=money(cost) if draw(st.integers(0, 4)) else "",
        period_text=draw(st.sampled_from(PERIODS)).format(start, end) if draw(st.integers(0, 4)) else "",
    )


def pages() -> SearchStrategy[list[Printed]]:
    """Return the projects of a page, each with a name of its own."""
    return st.lists(projects(), min_size=2, max_size=5, unique_by=lambda project: project.name)
