"""Plain text: what people save of pages, minutes and printouts."""

from __future__ import annotations

from tests.sweeps.form import Form


def text(one: str, between: str = "\n\n", **more: object) -> Form:
    """Return the form of a text."""
    return Form(one, between=between, media="text", **more)


TEXTS = {
    "text: name, labels": text("{name}\n{Org}: {org}[\n{Sum}: {sum}][\n{Time}: {time}]"),
    "text: all labelled": text("{Name}: {name}\n{Org}: {org}[\n{Sum}: {sum}][\n{Time}: {time}]"),
    "text: labels glued": text("{name}\n{Org}{org}[\n{Sum}{sum}][\n{Time}{time}]"),
    "text: labels above values": text("{name}\n{Org}\n{org}[\n{Sum}\n{sum}][\n{Time}\n{time}]"),
    "text: tabs after labels": text("{name}\n{Org}\t{org}[\n{Sum}\t{sum}][\n{Time}\t{time}]"),
    "text: padded labels": text("{name}\n{Org}:      {org}[\n{Sum}:  {sum}][\n{Time}:    {time}]"),
    "text: spaced labels": text("{name}\n\n{Org}: {org}[\n\n{Sum}: {sum}][\n\n{Time}: {time}]"),
    "text: numbered": text("{nth}. {name}\n   {Org}: {org}[\n   {Sum}: {sum}]"),
    "text: name, org, sum": text("{name}, {org}[, {sum}]", "\n", fewest=2),
    "text: name (org) sum": text("{name} ({org})[ {sum}]", "\n", fewest=2),
    "text: org: name, sum": text("{org}: {name}[, {sum}]", "\n", fewest=2),
    "text: dashes": text("- {name}, {org}[, {sum}]", "\n", fewest=2),
    "text: bullets": text("  • {name} ({org})[, {sum}]", "\n", fewest=2),
    "text: stars": text("   * {org}: {name}[, {sum}]", "\n", fewest=2),
    "text: org sum": text("{org}[ {sum}]", "\n", fewest=2),
    "text: cards of three": text("{name}\n{org}[\n{sum}]", fewest=2),
    "text: Markdown heading": text("## {name}\n\n**{Org}:** {org}  \n[**{Sum}:** {sum}  \n]"),
    "text: Markdown list": text("* **{name}**, {org}[, {sum}]", "\n", fewest=2),
    "text: Markdown table": Form(
        "| {name} | {org} | [{sum}] |", "| {Name} | {Org} | {Sum} |\n|---|---|---|\n{all}", media="text"
    ),
    "text: tab table": Form("{name}\t{org}\t[{sum}]", "{Name}\t{Org}\t{Sum}\n{all}", media="text"),
    "text: tab table, org first": Form(
        "{org}\t{name}\t[{sum}]\t[{time}]", "{Org}\t{Name}\t{Sum}\t{Time}\n{all}", media="text"
    ),
    "text: semicolon table": Form("{name};{org};[{sum}]", "{Name};{Org};{Sum}\n{all}", media="text"),
    "text: stroke table": Form("{name} | {org} | [{sum}]", "{Name} | {Org} | {Sum}\n{all}", media="text"),
}

MINUTES = {
    "minutes: number, name, org, sum": Form("<p>{number}, {name}, {org}[, {sum}]</p>", fewest=2),
    "minutes: number, org / name": Form("<p>{number} {org} / {name}</p>[<p>{Sum}: {sum}</p>]", fewest=2),
    "minutes: section headings": Form("<h3>{nth} § {name}</h3><p>{Org}: {org}</p>[<p>{Sum}: {sum}</p>]"),
    "minutes: labelled lines": Form(
        "<p>{Number}: {number}<br>{Name}: {name}<br>{Org}: {org}[<br>{Cost}: {cost}][<br>{Sum}: {sum}][<br>{Time}: {time}]</p>"
    ),
    "minutes: text, labelled lines": text(
        "{Number}: {number}\n{Name}: {name}\n{Org}: {org}[\n{Cost}: {cost}][\n{Sum}: {sum}][\n{Time}: {time}]"
    ),
    "minutes: name – org, labels": Form("<p>{name} – {org}</p>[<p>{Sum}: {sum}</p>][<p>{Time}: {time}</p>]", fewest=2),
    "minutes: letters": Form("<p>{nth}) {name}, {Org} {org}[, {Sum} {sum}]</p>", fewest=2),
}
