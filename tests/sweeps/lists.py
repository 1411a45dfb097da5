"""Lists: a line for each project, its values parted by marks, under headings of many kinds."""

from __future__ import annotations

from tests.sweeps.form import Form


def items(one: str, **more: object) -> Form:
    """Return the form of a list whose items are such lines."""
    return Form(f"<li>{one}</li>", "<ul>{all}</ul>", **{"fewest": 2, **more})


def paragraphs(one: str, **more: object) -> Form:
    """Return the form of lines that are paragraphs."""
    return Form(f"<p>{one}</p>", **{"fewest": 2, **more})


LISTS = {
    "name (org, sum)": items("{name} ({org}[, {sum}])", fewest=1),
    "name (org) sum": items("{name} ({org})[ {sum}]", fewest=1),
    "name (org): sum": items("{name} ({org})[: {sum}]", fewest=1),
    "name (org), sum": items("{name} ({org})[, {sum}]", fewest=1),
    "name (org) – sum": items("{name} ({org})[ – {sum}]"),
    "name (org; sum)": items("{name} ({org}[; {sum}])"),
    "name, org, sum": items("{name}, {org}[, {sum}]"),
    "name, org: sum": items("{name}, {org}[: {sum}]"),
    "name, org (sum)": items("{name}, {org}[ ({sum})]"),
    "name, org sum": items("{name}, {org}[ {sum}]"),
    "name: org, sum": items("{name}: {org}[, {sum}]"),
    "name: org sum": items("{name}: {org}[ {sum}]"),
    "name – org – sum": items("{name} – {org}[ – {sum}]"),
    "name – org, sum": items("{name} – {org}[, {sum}]"),
    "name / org / sum": items("{name} / {org}[ / {sum}]"),
    "name | org | sum": items("{name} | {org}[ | {sum}]"),
    "name; org; sum": items("{name}; {org}[; {sum}]"),
    "org: name, sum": items("{org}: {name}[, {sum}]"),
    "org: name sum": items("{org}: {name}[ {sum}]"),
    "org: name (sum)": items("{org}: {name}[ ({sum})]"),
    "org: name – sum": items("{org}: {name}[ – {sum}]"),
    "org, name, sum": items("{org}, {name}[, {sum}]"),
    "org, name: sum": items("{org}, {name}[: {sum}]"),
    "org – name – sum": items("{org} – {name}[ – {sum}]"),
    "org / name / sum": items("{org} / {name}[ / {sum}]"),
    "org | name | sum": items("{org} | {name}[ | {sum}]"),
    "org; name; sum": items("{org}; {name}[; {sum}]"),
    "org (name) sum": items("{org} ({name})[ {sum}]"),
    "org, ”name”, sum": items("{org}, ”{name}”[, {sum}]"),
    "org sum": items("{org}[ {sum}]"),
    "org, sum": items("{org}[, {sum}]"),
    "org: sum": items("{org}[: {sum}]"),
    "org – sum": items("{org}[ – {sum}]"),
    "org (sum)": items("{org}[ ({sum})]"),
    "sum org": items("[{sum} ]{org}", statuses=()),
    "sum: org": items("[{sum}: ]{org}", statuses=()),
    "sum, org, name": items("[{sum}, ]{org}, {name}", statuses=()),
    "sum org: name": items("[{sum} ]{org}: {name}", statuses=()),
    "sum – org – name": items("[{sum} – ]{org} – {name}", statuses=()),
    "name sum (org)": items("{name}[ {sum}] ({org})"),
    "name, sum, org": items("{name}[, {sum}], {org}"),
    "name, sum (org)": items("{name}[, {sum}] ({org})"),
    "name: sum, org": items("{name}[: {sum}], {org}"),
    "org, sum, name": items("{org}[, {sum}], {name}"),
    "org, sum: name": items("{org}[, {sum}]: {name}"),
    "org sum / name": items("{org}[ {sum}] / {name}"),
    "org (sum): name": items("{org}[ ({sum})]: {name}"),
    "name; org; sum; time": items("{name}; {org}[; {sum}][; {time}]"),
    "name, org, sum, time": items("{name}, {org}[, {sum}][, {time}]"),
    "name, org, time, sum": items("{name}, {org}[, {time}][, {sum}]"),
    "name (org), time, sum": items("{name} ({org})[, {time}][, {sum}]"),
    "name (org) time, sum": items("{name} ({org})[ {time}][, {sum}]"),
    "name – org – sum – time": items("{name} – {org}[ – {sum}][ – {time}]"),
    "org: name, sum, time": items("{org}: {name}[, {sum}][, {time}]"),
    "org: name (time), sum": items("{org}: {name}[ ({time})][, {sum}]"),
    "name (org, time, sum)": items("{name} ({org}[, {time}][, {sum}])"),
    "name, org, granted sum": items("{name}, {org}[, {Sum} {sum}]"),
    "name (org), granted: sum": items("{name} ({org})[, {Sum}: {sum}]", fewest=1),
    "name. Org: org. Sum: sum.": items("{name}. {Org}: {org}.[ {Sum}: {sum}.]", fewest=1),
    "name, org, asked and granted": items("{name}, {org}[, {Asked} {asked}][, {Sum} {sum}]"),
    "name (org), granted and cost": items("{name} ({org}).[ {Sum} {sum}][, {Cost} {cost}]."),
    "name – org, town, sum": items("{name} – {org}, {town}[, {sum}]"),
    "org, town: name, sum": items("{org}, {town}: {name}[, {sum}]"),
    "org (town) name sum": items("{org} ({town}), {name}[, {sum}]"),
    "number name, org, sum": items("{number} {name}, {org}[, {sum}]"),
    "bold org name sum": items("<b>{org}</b> {name}[ {sum}]"),
    "bold org, name, sum": items("<b>{org}</b>, {name}[, {sum}]"),
    "bold org: name, sum": items("<strong>{org}:</strong> {name}[, {sum}]"),
    "bold name, org, sum": items("<b>{name}</b>, {org}[, {sum}]"),
    "bold name org sum": items("<b>{name}</b> {org}[ {sum}]"),
    "bold name br org br sum": items("<b>{name}</b><br>{org}[<br>{sum}]"),
    "bold name br org, sum": items("<b>{name}</b><br>{org}[, {sum}]"),
    "bold org br name, sum": items("<b>{org}</b><br>{name}[, {sum}]"),
    "italic name": items("{org}, <em>{name}</em>[, {sum}]"),
    "bold sum": items("{name}, {org}[, <b>{sum}</b>]"),
    "sum span": items("{name} ({org})[ <span class=sum>{sum}</span>]"),
    "linked name, org, sum": items('<a href="/{nth}">{name}</a>, {org}[, {sum}]'),
    "linked name – org sum": items('<a href="/{nth}">{name}</a> – {org}[ {sum}]'),
    "line: org sum, then name": items("{org}[, {sum}]<br>{name}"),
    "line: name, then org sum": items("{name}<br>{org}[, {sum}]"),
    "line: name, then org and labels": items("{name}<br>{Org}: {org}[<br>{Sum}: {sum}]", fewest=1),
    "with text": items("{name}, {org}[, {sum}]. {text}"),
    "with text, brackets": items("{name} ({org}[, {sum}]). {text}"),
    "with text below": items("{name}, {org}[, {sum}]<br>{text}"),
    "numbered": Form("<li>{name}, {org}[, {sum}]</li>", "<ol>{all}</ol>", fewest=2),
    "numbered as text": paragraphs("{nth}. {name}, {org}[, {sum}]"),
    "numbered as text, bracket": paragraphs("{nth}) {name} ({org})[, {sum}]"),
    "dashes as text": paragraphs("– {name}, {org}[, {sum}]"),
    "bullets as text": paragraphs("• {name} ({org})[, {sum}]"),
    "bullets and br": Form("• {name}, {org}[, {sum}]", "<p>{all}</p>", "<br>", fewest=2),
    "dashes and br": Form("- {org}: {name}[, {sum}]", "<p>{all}</p>", "<br>", fewest=2),
    "paragraphs: name, org, sum": paragraphs("{name}, {org}[, {sum}]"),
    "paragraphs: name (org) sum": paragraphs("{name} ({org})[ {sum}]"),
    "paragraphs: org: name, sum": paragraphs("{org}: {name}[, {sum}]"),
    "br: name, org, sum": Form("{name}, {org}[, {sum}]", "<p>{all}</p>", "<br>", fewest=2),
    "br: org name sum, spaced": Form("{org}[ {sum}]", "<p>{all}</p>", "<br>", fewest=2),
    "br: name (org) sum": Form("{name} ({org})[ {sum}]", "<p>{all}</p>", "<br>", fewest=2),
    "divs": Form("<div>{name}, {org}[, {sum}]</div>", "<div>{all}</div>", fewest=2),
    "below towns": Form(
        "<li>{name}, {org}[, {sum}]</li>", group="town", part="<h3>{group}</h3><ul>{all}</ul>", fewest=2
    ),
    "below years": Form("<li>{name} ({org})[, {sum}]</li>", group="year", part="<h2>{group}</h2><ul>{all}</ul>", fewest=2),
    "below themes": Form("<li>{name}, {org}[, {sum}]</li>", group="theme", part="<h3>{group}</h3><ul>{all}</ul>", fewest=2),
    "below bold themes": Form(
        "<li>{org}: {name}[, {sum}]</li>", group="theme", part="<p><b>{group}</b></p><ul>{all}</ul>", fewest=2
    ),
    "below funders": Form("<li>{name}, {org}[, {sum}]</li>", group="funder", part="<h2>{group}</h2><ul>{all}</ul>", fewest=2),
    "below applicants": Form("<li>{name}[, {sum}]</li>", group="org", part="<h3>{group}</h3><ul>{all}</ul>", fewest=2),
    "below bold applicants": Form(
        "<li>{name}[: {sum}]</li>", group="org", part="<p><strong>{group}</strong></p><ul>{all}</ul>", fewest=2
    ),
    "nested below applicants": Form(
        "<li>{name}[, {sum}]</li>", "<ul>{all}</ul>", group="org", part="<li>{group}<ul>{all}</ul></li>", fewest=2
    ),
    "nested below themes": Form(
        "<li>{name} ({org})[, {sum}]</li>", "<ul>{all}</ul>", group="theme", part="<li><b>{group}</b><ul>{all}</ul></li>", fewest=2
    ),
    "receivers below sums": Form(
        "<li>{org}</li>", group="sum", part="<h3>{group}</h3><ul>{all}</ul>", fewest=4, statuses=()
    ),
    "total below": Form("<li>{name}, {org}[, {sum}]</li>", "<ul>{all}</ul><p>{Total} 9 999 999 €</p>", fewest=2),
    "total as last line": Form("<li>{name}, {org}[, {sum}]</li>", "<ul>{all}<li>{Total} 9 999 999 €</li></ul>", fewest=2),
    "columns above": Form(
        "<li>{name}, {org}[, {sum}]</li>", "<p>({Name}, {Org}, {Sum})</p><ul>{all}</ul>", fewest=2
    ),
    "columns above, two sums": Form(
        "<li>{name}, {org}[, {asked}][, {sum}]</li>", "<p>{Name}, {Org}, {Asked}, {Sum}</p><ul>{all}</ul>", fewest=2
    ),
    "columns above, strokes": Form(
        "<p>{org} / {name}[ / {sum}]</p>", "<p>{Org} / {Name} / {Sum}</p>{all}", fewest=2
    ),
}  # fmt: skip
