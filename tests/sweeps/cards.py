"""Cards: a part of the page for each project, a name and facts with labels or without."""

from __future__ import annotations

from tests.sweeps.form import Form

_LINES = "{Org}: {org}[<br>{Sum}: {sum}][<br>{Time}: {time}]"
_DL = "<dl><dt>{Org}</dt><dd>{org}</dd>[<dt>{Sum}</dt><dd>{sum}</dd>][<dt>{Time}</dt><dd>{time}</dd>]</dl>"


def _facts(one: str, between: str = "", keys: str = "org sum time") -> str:
    """Return a project's facts, each printed by `one`: `<p>{0}: {1}</p>` has the label and the value."""
    parts = [f"[{one.format(f'{{{key.capitalize()}}}', f'{{{key}}}')}{between}]" for key in keys.split()]
    return "".join(parts)


CARDS = {
    "h3, dl": Form("<h3>{name}</h3>" + _DL),
    "h2, dl of divs": Form("<h2>{name}</h2><dl>" + _facts("<div><dt>{0}</dt><dd>{1}</dd></div>") + "</dl>"),
    "dl with the name": Form("<dl><dt>{Name}</dt><dd>{name}</dd>" + _facts("<dt>{0}</dt><dd>{1}</dd>") + "</dl>"),
    "one dl for all": Form("<dt>{Name}</dt><dd>{name}</dd>" + _facts("<dt>{0}</dt><dd>{1}</dd>"), "<dl>{all}</dl>"),
    "dl, dt is the name": Form("<dt>{name}</dt>" + _facts("<dd>{0}: {1}</dd>"), "<dl>{all}</dl>"),
    "dl, dt is the name, no labels": Form("<dt>{name}</dt><dd>{org}</dd>[<dd>{sum}</dd>]", "<dl>{all}</dl>", fewest=2),
    "h3, br lines": Form("<h3>{name}</h3><p>" + _LINES + "</p>"),
    "bold name, br lines": Form("<p><strong>{name}</strong><br>" + _LINES + "</p>"),
    "bold name in a paragraph": Form("<p><strong>{name}</strong></p><p>" + _LINES + "</p>"),
    "plain name, br lines": Form("<p>{name}<br>" + _LINES + "</p>"),
    "name labelled, br lines": Form("<p>{Name}: {name}<br>" + _LINES + "</p>"),
    "name labelled, paragraphs": Form("<p>{Name}: {name}</p>" + _facts("<p>{0}: {1}</p>")),
    "all labelled, bold": Form("<p>" + _facts("<b>{0}:</b> {1}", "<br>", "name org sum time") + "</p>"),
    "all labelled, one paragraph": Form("<p>" + _facts("{0}: {1}", ". ", "name org sum time") + "</p>"),
    "h3, paragraphs": Form("<h3>{name}</h3>" + _facts("<p>{0}: {1}</p>")),
    "h3, bold labels": Form("<h3>{name}</h3><p>" + _facts("<strong>{0}:</strong> {1}", "<br>") + "</p>"),
    "h3, bold labels glued": Form("<h3>{name}</h3><p>" + _facts("<strong>{0}</strong>{1}", "<br>") + "</p>"),
    "h3, bold labels in paragraphs": Form("<h3>{name}</h3>" + _facts("<p><b>{0}</b><br>{1}</p>")),
    "h3, dashes": Form("<h3>{name}</h3><p>" + _facts("{0} – {1}", "<br>") + "</p>"),
    "h3, glued": Form("<h3>{name}</h3>" + _facts("<p>{0}{1}</p>")),
    "h3, spans": Form("<h3>{name}</h3>" + _facts("<div><span>{0}</span> <span>{1}</span></div>")),
    "h3, divs": Form("<h3>{name}</h3>" + _facts("<div class=k>{0}</div><div class=v>{1}</div>")),
    "h3, h4 over values": Form("<h3>{name}</h3>" + _facts("<h4>{0}</h4><p>{1}</p>")),
    "h3, values over labels": Form("<h3>{name}</h3>" + _facts("<div><p>{1}</p><p>{0}</p></div>")),
    "h3, list": Form("<h3>{name}</h3><ul>" + _facts("<li>{0}: {1}</li>") + "</ul>"),
    "h3, list, bold labels": Form("<h3>{name}</h3><ul>" + _facts("<li><b>{0}</b> {1}</li>") + "</ul>"),
    "h3, list without labels": Form("<h3>{name}</h3><ul><li>{org}</li>[<li>{sum}</li>]</ul>", fewest=2),
    "h4, semicolons": Form("<h4>{name}</h4><p>" + _facts("{0}: {1}", "; ") + "</p>"),
    "h4, strokes": Form("<h4>{name}</h4><p>" + _facts("{0}: {1}", " | ") + "</p>"),
    "h4, full stops": Form("<h4>{name}</h4><p>" + _facts("{0}: {1}", ". ") + "</p>"),
    "h4, commas": Form("<h4>{name}</h4><p>{Org}: {org}[, {Sum}: {sum}][, {Time}: {time}]</p>"),
    "h3, with cost": Form("<h3>{name}</h3>" + _facts("<p>{0}: {1}</p>", "", "org cost sum time")),
    "h3, with what was asked": Form("<h3>{name}</h3>" + _facts("<p>{0}: {1}</p>", "", "org asked sum")),
    "h3, start and end": Form("<h3>{name}</h3>" + _facts("<p>{0}: {1}</p>", "", "org sum start end")),
    "h3, with number and contact": Form(
        "<h3>{name}</h3>" + _facts("<p>{0}: {1}</p>", "", "number org sum time contact")
    ),
    "h3, with share": Form("<h3>{name}</h3>" + _facts("<p>{0}: {1}</p>", "", "org cost share sum")),
    "h3, parts of the grant": Form("<h3>{name}</h3>" + _facts("<p>{0}: {1}</p>", "", "org sum eu state")),
    "text, then facts": Form("<h3>{name}</h3><p>{text}</p>" + _facts("<p>{0}: {1}</p>")),
    "facts, then text": Form("<h3>{name}</h3>" + _facts("<p>{0}: {1}</p>") + "<p>{text}</p>"),
    "sum first": Form("<h3>{name}</h3>" + _facts("<p>{0}: {1}</p>", "", "sum org time")),
    "article": Form(
        "<article class=card><h3>{name}</h3><div>"
        + _facts("<div><span>{0}:</span> <span>{1}</span></div>")
        + "</div></article>"
    ),
    "linked heading": Form(
        '<article><h3><a href="/{nth}">{name}</a></h3>'
        + _facts("<p>{0}: {1}</p>")
        + '<a href="/{nth}">Lue lisää</a></article>'
    ),
    "facts above the name": Form("<article>" + _DL + "<h3>{name}</h3></article>", by_boxes=True),
    "figure": Form("<figure><img src=k.jpg alt=''><figcaption><b>{name}</b><br>" + _LINES + "</figcaption></figure>"),
    "details": Form("<details><summary>{name}</summary><p>" + _LINES + "</p></details>"),
    "details, dl": Form("<details><summary>{name}</summary>" + _DL + "</details>"),
    "accordion": Form(
        "<div><h3><button aria-expanded=false>{name}</button></h3><div hidden class=panel>"
        + _facts("<p><strong>{0}:</strong> {1}</p>")
        + "</div></div>"
    ),
    "box of three": Form("<div class=c><p>{name}</p><p>{org}</p>[<p>{sum}</p>]</div>", fewest=2),
    "box of three, h3": Form("<div class=c><h3>{name}</h3><p>{org}</p>[<p>{sum}</p>]</div>", fewest=2),
    "box of three, org first": Form("<div class=c><h3>{org}</h3><p>{name}</p>[<p>{sum}</p>]</div>", fewest=2),
    "box of four": Form("<div class=c><h3>{name}</h3><p>{org}</p>[<p>{sum}</p>][<p>{time}</p>]</div>", fewest=2),
    "br lines": Form("<p>{name}<br>{org}[<br>{sum}]</p>", fewest=2),
    "br lines, org first": Form("<p>{org}<br>{name}[<br>{sum}]</p>", fewest=2),
    "bold name, br lines without labels": Form("<p><strong>{name}</strong><br>{org}[<br>{sum}]</p>", fewest=2),
    "h3, org and sum in a line": Form("<h3>{name}</h3><p>{org}[, {sum}]</p>"),
    "h3, org, sum and time in a line": Form("<h3>{name}</h3><p>{org}[, {sum}][, {time}]</p>"),
    "h3, two lines": Form("<h3>{name}</h3><p>{org}</p><p>[{sum}][, {time}]</p>"),
    "h3 with sum": Form("<h3>{name}[, {sum}]</h3><p>{Org}: {org}</p>"),
    "h3 with org": Form("<h3>{name} ({org})</h3>" + _facts("<p>{0}: {1}</p>", "", "sum time")),
    "h3 with org before": Form("<h3>{org}: {name}</h3>" + _facts("<p>{0}: {1}</p>", "", "sum time")),
    "h3, org in italics": Form("<h3>{name}</h3><p><em>{org}</em></p>" + _facts("<p>{0}: {1}</p>", "", "sum time")),
    "numbered headings": Form("<h3>{nth}. {name}</h3>" + _facts("<p>{0}: {1}</p>")),
    "years above": Form("<h3>{name}</h3>" + _facts("<p>{0}: {1}</p>"), group="year", part="<h2>{group}</h2>{all}"),
    "towns above": Form("<h3>{name}</h3>" + _facts("<p>{0}: {1}</p>"), group="town", part="<h2>{group}</h2>{all}"),
    "themes above": Form("<h4>{name}</h4>" + _DL, group="theme", part="<h3>{group}</h3>{all}"),
    "applicants above": Form(
        "<h4>{name}</h4>" + _facts("<p>{0}: {1}</p>", "", "sum time"),
        group="org",
        part="<h3>{group}</h3>{all}",
        fewest=2,
    ),
    "rules between": Form("<p><b>{name}</b></p>" + _facts("<p>{0}: {1}</p>"), between="<hr>"),
    "form in table cells": Form(
        "<table><tr><td>{Name}<br><b>{name}</b></td><td>{Org}<br><b>{org}</b></td></tr><tr><td>[{Sum}<br><b>{sum}</b>]</td><td>[{Time}<br><b>{time}</b>]</td></tr></table>"
    ),
    "tabbed panels": Form(
        "<section id=t{nth} role=tabpanel><h3>{name}</h3>" + _facts("<p>{0}: {1}</p>") + "</section>"
    ),
    "labels in small": Form("<h3>{name}</h3>" + _facts("<p><small>{0}</small><br>{1}</p>")),
    "icons before facts": Form("<h3>{name}</h3>" + _facts("<p><i class=icon></i> {0}: {1}</p>")),
    "address lines": Form("<h3>{name}</h3><address>" + _LINES + "</address>"),
    "block quote": Form("<blockquote><p><b>{name}</b></p>" + _facts("<p>{0}: {1}</p>") + "</blockquote>"),
    "list of cards": Form("<li><h3>{name}</h3>" + _facts("<p>{0}: {1}</p>") + "</li>", "<ul>{all}</ul>"),
    "list with nested facts": Form(
        "<li><strong>{name}</strong><ul>" + _facts("<li>{0}: {1}</li>") + "</ul></li>", "<ul>{all}</ul>"
    ),
    "numbered list with nested facts": Form(
        "<li>{name}<ul>" + _facts("<li>{0}: {1}</li>") + "</ul></li>", "<ol>{all}</ol>"
    ),
    "list, br lines": Form("<li><b>{name}</b><br>" + _LINES + "</li>", "<ul>{all}</ul>"),
}
