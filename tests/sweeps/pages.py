"""Pages: a form in a language with a number, and the same page each time.

The number chooses how many projects there are, how they stand, what they lack and whether other things stand around.
"""

from __future__ import annotations

import random
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from tests.sweeps.form import Printer, Told
from tests.sweeps.noises import NOISES
from tests.sweeps.values import language

if TYPE_CHECKING:
    from tests.sweeps.form import Form


class Kind(NamedTuple):
    """What is particular about a page."""

    projects: int
    status: str = "granted"
    lacking: str = ""
    """What every third project lacks."""
    noisy: bool = False


KINDS = (
    Kind(3),
    Kind(1),
    Kind(2, noisy=True),
    Kind(5),
    Kind(20),
    Kind(5, lacking="sum"),
    Kind(4, status="rejected"),
    Kind(4, status="applied"),
    Kind(4, status="proposed"),
    Kind(4, noisy=True),
    Kind(6, lacking="period", noisy=True),
    Kind(8),
)


class Page(NamedTuple):
    """A page as a server sends it, and what it tells."""

    data: bytes
    media: str
    told: list[Told]


def plain(html: str) -> str:
    """Return the words of HTML."""
    return re.sub("<[^>]*>", "", html)


def page(form: Form, name: str, code: str, number: int, noise: str | None = None, above: str = "") -> Page | None:
    """Return a form's page; None where it has none of that number. A noise may be asked for by its name.

    `above` is HTML to stand right above the projects; in a text, its words.
    """
    kind = KINDS[number % len(KINDS)]
    if code not in form.languages or not form.allows(kind.status) or kind.projects < form.fewest:
        return None
    rng = random.Random(crc32(f"{name}/{code}/{number}".encode()))
    words = language(code)
    printer = Printer(words.labels(rng), words.spelling(rng), kind.status, form.media, rng.choice(words.words["total"]))
    drawn = words.projects(min(30, kind.projects + 10), rng)
    projects = form.grouped([project for project in drawn if form.fits(project)][: kind.projects])
    if kind.lacking and not form.group:
        gap = {"granted": None, "asked": None, "cost": None} if kind.lacking == "sum" else {"period": None}
        projects = [replace(project, **gap) if place % 3 == 1 else project for place, project in enumerate(projects)]
    title, lead = words.heading(kind.status, rng)
    if noise is None:
        noise = rng.choice([name for name in NOISES if NOISES[name].usual]) if kind.noisy else ""
    told = [form.told(project, kind.status) for project in projects]
    body = form.body(projects, printer)
    if form.media == "text":
        text = "\n\n".join(filter(None, (title, form.lead or lead, plain(above), body)))
        return Page(text.encode(), "text/plain", told)
    around = NOISES[noise] if noise else None
    before, after = (around.before[code], around.after[code]) if around else ("", "")
    said = form.lead or lead
    main = f"<h1>{title}</h1>{before}{f'<p>{said}</p>' if said else ''}{above}{body}{after}"
    html = (
        f'<!doctype html><html lang="{code}"><head><meta charset="utf-8"><title>{title} | {words.words["funders"][0]}'
        f"</title></head><body><main>{main}</main></body></html>"
    )
    return Page(html.encode(), "text/html", told)
