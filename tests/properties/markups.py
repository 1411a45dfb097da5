"""Ways in which pages print projects: each a function from a project to HTML (or text), and the columns it tells.

Frames hold what is common to the projects of a page. Texts are escaped here; nothing is read here.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.properties.projects import Printed

FACTS = frozenset({"name", "applicant", "granted_amount", "total_cost", "start_date", "end_date"})
TEXTS = frozenset({"description", "goals"})
FINNISH = ("Hakija", "Myönnetty rahoitus", "Kustannusarvio", "Toteutusaika")
SWEDISH = ("Sökande", "Beviljat stöd", "Totalkostnad", "Projekttid")
ENGLISH = ("Applicant", "Granted funding", "Total cost", "Project period")


@dataclass(frozen=True, slots=True, repr=False)
class Markup:
    """A way of printing: `one` project, parted by `between`, inside `frame`; `tells` are the columns printed."""

    one: Callable[[Printed], str]
    tells: frozenset[str] = FACTS | TEXTS
    frame: str = "{}"
    between: str = "\n"
    media: str = "html"
    title: str = "AKKE-rahoitetut hankkeet 2022"
    fits: Callable[[Printed], bool] = lambda _: True
    """Whether a project can be read in one way where it is printed so."""

    together: Callable[[Sequence[Printed]], str] | None = None
    """How all projects are printed at once, where not one by one."""

    def __repr__(self) -> str:
        """Return the markup's name, which is all that a failing test needs to print."""
        return next((f"MARKUPS[{name!r}]" for name, markup in MARKUPS.items() if markup is self), "Markup(…)")

    def body(self, projects: Sequence[Printed]) -> str:
        """Return the part of a page that prints the projects."""
        if self.together is not None:
            return self.together(projects)
        return self.frame.format(self.between.join(map(self.one, projects)))


def pairs(project: Printed, labels: tuple[str, ...] = FINNISH) -> list[tuple[str, str]]:
    """Return label and value of each fact, escaped; empty where a project lacks it."""
    values = (project.applicant, project.granted_text, project.cost_text, project.period_text)
    return [(label, escape(value, quote=False)) for label, value in zip(labels, values, strict=True)]


def each(project: Printed, form: str, between: str = "", labels: tuple[str, ...] = FINNISH) -> str:
    """Return the facts, each printed by `form`, which holds `{0}` for the label and `{1}` for the value."""
    return between.join(form.format(*pair) for pair in pairs(project, labels) if pair[1])


def texts(project: Printed, lead: str = "Tarkemmat tavoitteet ovat") -> str:
    """Return the project's own text: paragraphs, then a list of goals."""
    said = "".join(f"<p>{escape(text, quote=False)}</p>" for text in project.description)
    bullets = "".join(f"<li>{goal}</li>" for goal in project.goals)
    return said + (f"<p>{lead}</p><ul>{bullets}</ul>" if bullets else "")


def name(project: Printed) -> str:
    """Return the name, escaped."""
    return escape(project.name, quote=False)


def headed(
    form: str, around: str = "{}", between: str = "", level: int = 2, labels: tuple[str, ...] = FINNISH
) -> Markup:
    """Return the markup of a heading over facts over text."""
    lead = {FINNISH: "Tarkemmat tavoitteet ovat", SWEDISH: "Projektets mål", ENGLISH: "Goals"}[labels]
    title = {
        FINNISH: "AKKE-rahoitetut hankkeet 2022",
        SWEDISH: "Projekt som fått finansiering 2022",
        ENGLISH: "Funded projects 2022",
    }

    def one(project: Printed) -> str:
        facts = around.format(each(project, form, between, labels))
        return f"<h{level}>{name(project)}</h{level}>{facts}{texts(project, lead)}"

    return Markup(one, title=title[labels])


def framed(form: str, facts: str, between: str = "") -> Markup:
    """Return the markup of a project in a part of its own; `form` names `name`, `facts` and `texts`."""
    return Markup(lambda p: form.format(name=name(p), facts=each(p, facts, between), texts=texts(p)))


def row(project: Printed, form: str = "<td>{}</td>") -> str:
    """Return a table's row: the name and the facts."""
    cells = [name(project), *(value for _, value in pairs(project))]
    return "<tr>" + "".join(form.format(cell) for cell in cells) + "</tr>"


def two_pairs(project: Printed) -> str:
    """Return the rows of a table that prints two facts in each row."""
    cells = [f"<td>{label}</td><td>{value}</td>" for label, value in pairs(project)]
    return f"<tr>{cells[0]}{cells[3]}</tr><tr>{cells[1]}{cells[2]}</tr>"


def plain(project: Printed, form: str) -> str:
    """Return a project of a text file: name, facts line by line, paragraphs and bullets."""
    values = (project.applicant, project.granted_text, project.cost_text, project.period_text)
    facts = "\n".join(form.format(*pair) for pair in zip(FINNISH, values, strict=True) if pair[1])
    goals = "\n".join(f" • {goal}" for goal in project.goals)
    parts = (project.name, facts, *project.description, *(["Tarkemmat tavoitteet ovat", goals] if goals else []))
    return "\n\n".join(parts)


def line(form: str, parting: str) -> Markup:
    """Return the markup of one-liners; what parts their facts must not stand in a fact."""

    def one(project: Printed) -> str:
        applicant = escape(project.applicant, quote=False)
        return f"<li>{form.format(name=name(project), applicant=applicant, granted=project.granted_text)}</li>"

    def fits(project: Printed) -> bool:
        return not any(mark in project.name + project.applicant for mark in parting)

    return Markup(one, frozenset({"name", "applicant", "granted_amount"}), LIST, fits=fits)


def side_by_side(projects: Sequence[Printed]) -> str:
    """Return a table whose columns are the projects and whose rows are the facts."""
    head = "".join(f"<th>{name(project)}</th>" for project in projects)
    rows = [
        f"<tr><th>{same[0][0]}</th>{''.join(f'<td>{value}</td>' for _, value in same)}</tr>"
        for same in zip(*map(pairs, projects), strict=True)
    ]
    return f"<table><tr><th></th>{head}</tr>{''.join(rows)}</table>"


COLUMNS = (
    "<tr><th>Hanke</th><th>Hakija</th><th>Myönnetty rahoitus</th><th>Kustannusarvio</th><th>Toteutusaika</th></tr>"
)
LIST = "<p>Hämeen liitto myönsi rahoituksen seuraaville hankkeille:</p><ul>{}</ul>"


MARKUPS: dict[str, Markup] = {
    "dl": headed("<dt>{0}</dt><dd>{1}</dd>", "<dl>{}</dl>"),
    "dl with div wrappers": headed("<div class=row><dt>{0}</dt><dd>{1}</dd></div>", "<dl>{}</dl>"),
    "dl unclosed": headed("<dt>{0}<dd>{1}", "<dl>{}</dl>"),
    "strong glued, br": headed("<strong>{0}</strong>{1}", "<p>{}</p>", "<br>"),
    "strong colon, br": headed("<strong>{0}:</strong> {1}", "<p>{}</p>", "<br />\n"),
    "bold with the colon outside, paragraphs": headed("<p><b>{0}</b>: {1}</p>"),
    "label: value lines": headed("{0}: {1}", "<p>{}</p>", "<br>"),
    "label – value lines": headed("{0} – {1}", "<p>{}</p>", "<br>"),
    "label: value paragraphs": headed("<p>{0}: {1}</p>"),
    "label: value in one paragraph": headed("{0}: {1}", "<p>{}</p>", " | "),
    "label div, value div": headed("<div class=k>{0}</div><div class=v>{1}</div>", "<div class=facts>{}</div>"),
    "label span, value span": headed("<div><span>{0}</span> <span>{1}</span></div>"),
    "label heading, value paragraph": headed("<h4>{0}</h4><p>{1}</p>"),
    "table per project": headed("<tr><td>{0}</td><td>{1}</td></tr>", "<table>{}</table>"),
    "table per project, th": headed("<tr><th>{0}</th><td>{1}</td></tr>", "<table><tbody>{}</tbody></table>"),
    "glued lines": headed("{0}{1}", "<p>{}</p>", "<br>"),
    "glued paragraphs": headed("<p>{0}{1}</p>"),
    "all glued in one node": headed("{0}{1}", "<p>{}</p>"),
    "items": headed("<li>{0}: {1}</li>", "<ul>{}</ul>"),
    "heading level 3": headed("<dt>{0}</dt><dd>{1}</dd>", "<dl>{}</dl>", level=3),
    "heading level 5, strong": headed("<strong>{0}</strong> {1}", "<p>{}</p>", "<br>", level=5),
    "Swedish, dl": headed("<dt>{0}</dt><dd>{1}</dd>", "<dl>{}</dl>", labels=SWEDISH),
    "Swedish, strong": headed("<strong>{0}:</strong> {1}", "<p>{}</p>", "<br>", labels=SWEDISH),
    "Swedish, lines": headed("<p>{0}: {1}</p>", labels=SWEDISH),
    "English, table": headed("<tr><th>{0}</th><td>{1}</td></tr>", "<table>{}</table>", labels=ENGLISH),
    "strong name": framed("<p><strong>{name}</strong></p><p>{facts}</p>{texts}", "{0}: {1}", "<br>"),
    "details": framed(
        "<details><summary>{name}</summary><dl>{facts}</dl>{texts}</details>", "<dt>{0}</dt><dd>{1}</dd>"
    ),
    "accordion": framed(
        '<div class="accordion-item"><h3><button aria-expanded="false" aria-controls="p">{name}</button></h3>'
        '<div class="panel" hidden><p>{facts}</p>{texts}</div></div>',
        "<strong>{0}</strong> {1}",
        "<br>",
    ),
    "card, title first": framed(
        '<article class="card"><h3 class="card-title">{name}</h3><div class="card-body">{facts}{texts}</div></article>',
        '<div class="card-row"><span class="k">{0}</span><span class="v">{1}</span></div>',
    ),
    "card, title after facts": Markup(
        lambda p: f'<article class="card"><dl>{each(p, "<dt>{0}</dt><dd>{1}</dd>")}</dl><h3>{name(p)}</h3></article>',
        FACTS,
    ),
    "item with a nested list": Markup(
        lambda p: f"<li><strong>{name(p)}</strong><ul>{each(p, '<li>{0}: {1}</li>')}</ul></li>", FACTS, "<ul>{}</ul>"
    ),
    "rows under a header": Markup(row, FACTS, f"<table><thead>{COLUMNS}</thead><tbody>{{}}</tbody></table>"),
    "rows under a row of bold cells": Markup(
        row, FACTS, "<table>" + COLUMNS.replace("<th>", "<td><b>").replace("</th>", "</b></td>") + "{}</table>"
    ),
    "four columns": Markup(
        lambda p: (
            f"<h2>{name(p)}</h2><table><tr>{each(p, '<th>{0}</th>')}</tr><tr>{each(p, '<td>{1}</td>')}</tr></table>"
        ),
        FACTS,
    ),
    "label and value twice in a row": Markup(
        lambda p: f"<h3>{name(p)}</h3><table>{two_pairs(p)}</table>" + texts(p),
    ),
    "projects side by side": Markup(row, FACTS, together=side_by_side),
    "plain text, glued": Markup(lambda p: plain(p, "{0}{1}"), between="\n\n", media="text"),
    "plain text, colon": Markup(lambda p: plain(p, "{0}: {1}"), between="\n\n", media="text"),
    "plain text, tabs": Markup(lambda p: plain(p, "{0}:\t{1}"), between="\n\n\n", media="text"),
    "one-liner, parentheses": line("{name} ({applicant}, {granted})", "(,"),
    "one-liner, parentheses and colon": line("{name} ({applicant}): {granted}", "(:,"),
    "one-liner, comma": line("{name}, {applicant}, {granted}", ","),
    "one-liner, semicolon": line("{name}; {applicant}; {granted}", ";"),
    "one-liner, applicant: name": line("{applicant}: {name}, {granted}", ":,"),
}
