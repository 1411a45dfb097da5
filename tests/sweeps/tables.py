"""Tables: which columns, in which order, under which kind of heading, with what between and below the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.sweeps.form import Form, filled, labelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.sweeps.form import Printer
    from tests.sweeps.values import Project

_HEADS = {
    "th": ("<tr>{}</tr>", "<th>{}</th>"),
    "thead": ("<thead><tr>{}</tr></thead>", "<th scope=col>{}</th>"),
    "thead td": ("<thead><tr>{}</tr></thead>", "<td>{}</td>"),
    "bold": ("<tr>{}</tr>", "<td><strong>{}</strong></td>"),
    "bold paragraphs": ("<tr>{}</tr>", "<td><p><b>{}</b></p></td>"),
    "td": ("<tr>{}</tr>", "<td>{}</td>"),
}


def table(columns: str, head: str = "th", cell: str = "<td>{}</td>", *, last: str = "", **more: object) -> Form:
    """Return the form of a table with these columns: `name org sum`; `name+org` are two values in one cell."""
    row, above = _HEADS[head]
    names = row.format("".join(above.format(_heading(column)) for column in columns.split()))
    cells = "".join(cell.format(_cell(column)) for column in columns.split())
    return Form(f"<tr>{cells}</tr>", f"<table>{names}{{all}}{last}</table>", **more)


def _heading(column: str) -> str:
    said = {
        "digits": "{Sum} (€)",
        "thousands": "{Sum} (1 000 €)",
        "name+org": "{Name} / {Org}",
        "time+sum": "{Time}, {Sum}",
    }
    return said.get(column, f"{{{column.capitalize()}}}")


def _cell(column: str) -> str:
    if "+" in column:
        return "<br>".join(f"[{{{key}}}]" for key in column.split("+"))
    return f"[{{{column}}}]"


def _total(before: int, after: int) -> str:
    return f"<tr><td>{{Total}}</td>{'<td></td>' * before}<td>9 999 999 €</td>{'<td></td>' * after}</tr>"


def _rowspan(projects: Sequence[Project], printer: Printer) -> str:
    """Print organisations in cells as high as their projects' rows."""
    rows = []
    for number, project in enumerate(projects):
        same = sum(other.org == project.org for other in projects)
        first = number == 0 or projects[number - 1].org != project.org
        cell = f"<td rowspan={same}>{{org}}</td>" if first else ""
        rows.append(filled(f"<tr>{cell}<td>{{name}}</td><td>[{{sum}}]</td></tr>", project, printer))
    head = labelled("<tr><th>{Org}</th><th>{Name}</th><th>{Sum}</th></tr>", printer)
    return f"<table>{head}{''.join(rows)}</table>"


def _ditto(projects: Sequence[Project], printer: Printer) -> str:
    """Print organisations in the first of their projects' rows only, the cell below them empty."""
    rows = []
    for number, project in enumerate(projects):
        again = number > 0 and projects[number - 1].org == project.org
        cell = '"' if again else "{org}"
        rows.append(filled(f"<tr><td>{cell}</td><td>{{name}}</td><td>[{{sum}}]</td></tr>", project, printer))
    head = labelled("<tr><th>{Org}</th><th>{Name}</th><th>{Sum}</th></tr>", printer)
    return f"<table>{head}{''.join(rows)}</table>"


def _side_by_side(projects: Sequence[Project], printer: Printer) -> str:
    """Print a project for each column."""
    rows = ["".join(filled("<th>{name}</th>", project, printer) for project in projects)]
    rows[0] = f"<th></th>{rows[0]}"
    for key in ("org", "sum", "time"):
        cells = "".join(filled(f"<td>[{{{key}}}]</td>", project, printer) for project in projects)
        rows.append(labelled(f"<th>{{{key.capitalize()}}}</th>", printer) + cells)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


_EACH = "<tr><{0}>{{Org}}</{0}><td>{{org}}</td></tr>[<tr><{0}>{{Sum}}</{0}><td>{{sum}}</td></tr>][<tr><{0}>{{Time}}</{0}><td>{{time}}</td></tr>]"

TABLES = {
    "name org sum": table("name org sum"),
    "org name sum": table("org name sum"),
    "sum org name": table("sum org name"),
    "name sum org": table("name sum org"),
    "org sum name": table("org sum name"),
    "name org sum time": table("name org sum time"),
    "org name time sum": table("org name time sum"),
    "time name org sum": table("time name org sum"),
    "name org asked sum": table("name org asked sum"),
    "name org sum cost": table("name org sum cost"),
    "org name cost sum time": table("org name cost sum time"),
    "org name cost asked sum": table("org name cost asked sum"),
    "name org start end sum": table("name org start end sum"),
    "org sum": table("org sum"),
    "sum org": table("sum org"),
    "org text sum": table("org text sum"),
    "name sum": table("name sum"),
    "name time sum": table("name time sum"),
    "number name org sum": table("number name org sum"),
    "nth name org sum": table("nth name org sum"),
    "nth org name sum": table("nth org name sum"),
    "number org name asked sum": table("number org name asked sum"),
    "name org town sum": table("name org town sum"),
    "town org name sum": table("town org name sum"),
    "org town name sum": table("org town name sum"),
    "name org share sum": table("name org share sum"),
    "name org sum share": table("name org sum share"),
    "name org cost share sum": table("name org cost share sum"),
    "decided name org sum": table("decided name org sum"),
    "name org sum decided": table("name org sum decided"),
    "name org eu state sum": table("name org eu state sum"),
    "name org sum eu state": table("name org sum eu state"),
    "name org sum own cost": table("name org sum own cost"),
    "name org year sum": table("name org year sum"),
    "year org name sum": table("year org name sum"),
    "theme name org sum": table("theme name org sum"),
    "name org sum contact": table("name org sum contact"),
    "name text org sum": table("name text org sum"),
    "name org text sum time": table("name org text sum time"),
    "thead": table("name org sum time", "thead"),
    "thead of td": table("name org sum", "thead td"),
    "head of bold cells": table("org name sum", "bold"),
    "head of bold paragraphs": table("name org sum time", "bold paragraphs"),
    "head of plain cells": table("name org sum", "td"),
    "head of plain cells, with cost": table("org name cost sum", "td"),
    "cells of paragraphs": table("name org sum time", "thead td", "<td><p>{}</p></td>"),
    "cells of spans": table("name org sum", "th", "<td><span>{}</span></td>"),
    "bold names": Form(
        "<tr><td><b>{name}</b></td><td>{org}</td><td>[{sum}]</td></tr>", table("name org sum").frame
    ),
    "row headings": Form(
        "<tr><th scope=row>{name}</th><td>{org}</td><td>[{sum}]</td></tr>", table("name org sum", "thead").frame
    ),
    "linked names": Form(
        '<tr><td><a href="/{nth}">{name}</a></td><td>{org}</td><td>[{sum}]</td></tr>', table("name org sum").frame
    ),
    "euros in the head": table("name org digits"),
    "euros in the head, org first": table("org name digits time", "bold"),
    "thousands in the head": table("name org thousands"),
    "two lines: name, org": table("name+org sum time"),
    "two lines: time, sum": table("name org time+sum"),
    "two lines: bold name, org": Form(
        "<tr><td><b>{name}</b><br>{org}</td><td>[{sum}]</td><td>[{time}]</td></tr>", table("name+org sum time").frame
    ),
    "total below": table("name org sum", last=_total(1, 0)),
    "total below, time last": table("name org sum time", last=_total(1, 1)),
    "total below, wide cell": table("org name sum", last="<tr><td colspan=2>{Total}</td><td>9 999 999 €</td></tr>"),
    "total in tfoot": table("name org sum", last="<tfoot><tr><th>{Total}</th><td></td><td>9 999 999 €</td></tr></tfoot>"),
    "rowspan of applicants": Form("{org}{name}{sum}", together=_rowspan, group="org", fewest=2),
    "ditto marks": Form("{org}{name}{sum}", together=_ditto, group="org", fewest=2),
    "projects side by side": Form("{name}{org}{sum}{time}", together=_side_by_side, fewest=2),
    "one for each, th": Form(f"<h3>{{name}}</h3><table>{_EACH.format('th')}</table>"),
    "one for each, td": Form(f"<h2>{{name}}</h2><table>{_EACH.format('td')}</table>"),
    "one for each, bold": Form(f"<h3>{{name}}</h3><table>{_EACH.format('td').replace('<td>{O', '<td><b>{O')}</table>"),
    "one for each, name in caption": Form(f"<table><caption>{{name}}</caption>{_EACH.format('th')}</table>"),
    "one for each, name in wide cell": Form(f"<table><tr><th colspan=2>{{name}}</th></tr>{_EACH.format('th')}</table>"),
    "one for each, name labelled": Form(f"<table><tr><th>{{Name}}</th><td>{{name}}</td></tr>{_EACH.format('th')}</table>"),
    "one for each, labels above": Form(
        "<h3>{name}</h3><table><tr><th>{Org}</th><th>{Sum}</th><th>{Time}</th></tr>"
        "<tr><td>{org}</td><td>[{sum}]</td><td>[{time}]</td></tr></table>"
    ),
    "years between rows": Form(
        table("name org sum").one, table("name org sum").frame, group="year",
        part="<tr><th colspan=3>{group}</th></tr>{all}", fewest=2,
    ),
    "themes between rows": Form(
        table("name org sum").one, table("name org sum").frame, group="theme",
        part="<tr><td colspan=3><b>{group}</b></td></tr>{all}", fewest=2,
    ),
    "towns between rows": Form(
        table("org name sum").one, table("org name sum").frame, group="town",
        part="<tr><td><b>{group}</b></td><td></td><td></td></tr>{all}", fewest=2,
    ),
    "applicants between rows": Form(
        "<tr><td>{name}</td><td>[{sum}]</td></tr>", table("name sum").frame, group="org",
        part="<tr><th colspan=2>{group}</th></tr>{all}", fewest=2,
    ),
    "a table a year": Form(
        table("name org sum").one, group="year", part=f"<h2>{{group}}</h2>{table('name org sum').frame}", fewest=2
    ),
    "a table a theme": Form(
        table("org name sum time").one, group="theme", part=f"<h3>{{group}}</h3>{table('org name sum time').frame}", fewest=2
    ),
    "a table a town": Form(
        table("name org sum").one, group="town", part=f"<h3>{{group}}</h3>{table('name org sum').frame}", fewest=2
    ),
    "a table a funder": Form(
        table("name org sum").one, group="funder", part=f"<h2>{{group}}</h2>{table('name org sum').frame}", fewest=2
    ),
    "a table an applicant": Form(
        table("name sum time").one, group="org", part=f"<h3>{{group}}</h3>{table('name sum time').frame}", fewest=2
    ),
    "no head": Form("<tr><td>{org}</td><td>{name}</td><td>[{sum}]</td></tr>", "<table>{all}</table>", fewest=2),
    "no head, name first": Form("<tr><td>{name}</td><td>{org}</td><td>[{sum}]</td></tr>", "<table>{all}</table>", fewest=2),
    "no head, org and sum": Form("<tr><td>{org}</td><td>[{sum}]</td></tr>", "<table>{all}</table>", fewest=2),
    "boxes": Form(
        "<div class=row><div>{name}</div><div>{org}</div><div>{sum}</div></div>",
        "<div class=table><div class=row><div>{Name}</div><div>{Org}</div><div>{Sum}</div></div>{all}</div>", fewest=2,
    ),
    "aria": Form(
        "<div role=row><span role=cell>{name}</span><span role=cell>{org}</span><span role=cell>[{sum}]</span></div>",
        "<div role=table><div role=row><span role=columnheader>{Name}</span><span role=columnheader>{Org}</span>"
        "<span role=columnheader>{Sum}</span></div>{all}</div>", fewest=2,
    ),
    "aria of boxes": Form(
        "<div role=row><div role=cell>{name}</div><div role=cell>{org}</div><div role=cell>[{sum}]</div></div>",
        "<div role=table><div role=row><div role=columnheader>{Name}</div><div role=columnheader>{Org}</div>"
        "<div role=columnheader>{Sum}</div></div>{all}</div>", fewest=2,
    ),
    "data-label": Form(
        '<tr><td data-label="{Name}">{name}</td><td data-label="{Org}">{org}</td><td data-label="{Sum}">[{sum}]</td></tr>',
        table("name org sum", "thead").frame,
    ),
    "data-label alone": Form(
        '<tr><td data-label="{Name}">{name}</td><td data-label="{Org}">{org}</td><td data-label="{Sum}">[{sum}]</td></tr>',
        "<table>{all}</table>",
    ),
    "caption": Form(table("name org sum").one, "<table><caption>AKKE 2024</caption>" + table("name org sum").frame[7:]),
    "title row above the head": Form(
        table("name org sum").one, "<table><tr><th colspan=3>AKKE 2024</th></tr>" + table("name org sum").frame[7:]
    ),
    "empty rows": Form(table("name org sum").one + "<tr><td></td><td></td><td></td></tr>", table("name org sum").frame),
}  # fmt: skip
