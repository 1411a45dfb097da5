from __future__ import annotations

import re
from decimal import Decimal

import pytest

from scraper import pipeline
from scraper.document import read
from scraper.errors import ParserError
from scraper.schema import document
from scraper.soup import Parser, SoupPage
from scraper.sources import load_sources
from scraper.sources.parser import load_parser
from tests.evidence import letters, words_at
from tests.saved_pages import all_pages

HTML_PAGES = [page for page in all_pages() if page.path.suffix == ".html"]
PAGE = """<!DOCTYPE html><html lang="fi"><title>Hankkeet</title><body><nav><b>Valikko</b></nav><main><h1>Hankkeet</h1>
<div class=k><p>Silta <i>ja</i> väylä</p><p>Lopen kunta<br>5&nbsp;000 / 7 000</p><o:p>Sanat</o:p><o:p>Muut</o:p>
<table><tr><td rowspan=2>Yhteinen<td>Eka<tr><td>Toka</table><em></em></div></main></body></html>"""


def soup_page(text: str = PAGE) -> SoupPage:
    data = text.encode()
    return SoupPage(read(data), data, "https://a.fi/")


def extract_by(function, text: str = PAGE, **options):
    return pipeline.extract(text.encode(), parser=Parser("own:read", function), **options)


def test_the_example(repository):
    folder = repository / "examples" / "own-parser"
    [source] = load_sources(folder)
    file = folder / "hankkeet.html"
    assert pipeline.extract(file.read_bytes()).projects == []
    read_by_it = pipeline.extract(file.read_bytes(), parser=load_parser(source))
    values = [(each.name, each.applicant, each.granted_amount, each.total_cost) for each in read_by_it.projects]
    assert values == [
        ("Virtaa saaristoon", "Savon Vesitiet ry", Decimal(48500), Decimal(60625)),
        ("Kylä kuuluu", "Iisalmen kaupunki", Decimal(12000), Decimal(20000)),
    ]
    assert [each.goals for each in read_by_it.projects] == [["uudet laiturit", "talviverkosto"], ["avoimet ovet"]]
    assert [each.other_fields for each in read_by_it.projects] == [{"Maksatusosuus": "80 %"}, {"Maksatusosuus": "60 %"}]
    assert read_by_it.pages[0].unread == []
    for project in document(read_by_it.pages, read_by_it.projects)["projects"]:
        assert str(project["start_date"]).startswith("2023")
        for column, shown in project["evidence"].items():
            for each in shown if isinstance(shown, list) else [shown]:
                assert words_at(file, each) == each["raw"]
                assert each["rule"] == ("title" if column == "page_title" else "parser:kortit:read")


def test_the_example_of_the_document_is_the_example(repository):
    text = (repository / "docs" / "sources.md").read_text(encoding="utf-8")
    [code] = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert (repository / "examples" / "own-parser" / "kortit.py").read_text(encoding="utf-8").endswith(code)


@pytest.mark.parametrize("page", HTML_PAGES, ids=str)
def test_soup_and_document_are_the_same_page(page):
    data = page.path.read_bytes()
    own = SoupPage(read(data, content_type=page.content_type), data, page.url)
    for tag in own.soup.find_all(True):
        words = letters(tag.get_text())
        assert all(letters(block.text[start:end]) in words for block, start, end in own.whole(tag).segments)
    shown = {block.number for block in own.document.blocks if not (block.cell and block.cell.repeated)}
    assert {block.number for block, _, _ in own.whole(own.soup.html).segments} == shown


WHOLES = [
    ("h1", "Hankkeet"),
    ("i", "ja"),
    ("div > p", "Silta ja väylä"),
    ("p:nth-of-type(2)", "Lopen kunta 5 000 / 7 000"),
    ("o\\:p:nth-of-type(2)", "Muut"),
    ("td", "Yhteinen"),
    ("tr:nth-of-type(2)", "Toka"),
    ("tr", "Yhteinen Eka"),
    ("em", ""),
    ("nav", ""),
    ("title", ""),
]


@pytest.mark.parametrize(("selector", "words"), WHOLES, ids=[selector for selector, _ in WHOLES])
def test_what_the_page_shows_in_an_element(selector, words):
    page = soup_page()
    assert page.whole(page.soup.select_one(selector)).text == words


PARTS = [
    (r"[0-9 ]+(?= /)", "5 000"),
    (r"/ ([0-9 ]+)", "7 000"),
    (r"kunta 5", "kunta 5"),
    (r"^.*$", "Lopen kunta 5 000 / 7 000"),
    (r"kaupunki", None),
]


@pytest.mark.parametrize(("pattern", "words"), PARTS, ids=[pattern for pattern, _ in PARTS])
def test_a_part_of_an_element(pattern, words):
    page = soup_page()
    lines = page.soup.select("p")[1]
    part = page.part(lines, pattern)
    assert (part and part.text) == words
    assert page.part(part, pattern) == (part if "(" not in pattern else None) or words is None


def test_parts_of_parts_of_strings_and_blocks():
    page = soup_page()
    lines = page.soup.select("p")[1]
    sums = page.part(lines, r"[0-9].*")
    assert page.part(sums, r"/ (7.*)").text == "7 000"
    assert page.part(sums, r"/ (7.*)").segments == page.part(lines, r"/ (7.*)").segments
    assert page.whole(lines.contents[0]).text == "Lopen kunta"
    assert page.whole(page.document.blocks[0]).text == "Hankkeet"
    assert [
        {name: part.text for name, part in found.items()} for found in page.matches(lines, r"(?P<a>\d) (?P<b>000)?")
    ] == [
        {"a": "5", "b": "000"},
        {"a": "7", "b": "000"},
    ]
    assert page.part(None, "x") is None


def test_the_source_of_the_page():
    assert soup_page().text == PAGE
    page = "<title>Ä</title><p>Öljy</p>".encode("windows-1252")
    assert SoupPage(read(page), page, None).soup.p.string == "Öljy"


def test_an_xhtml_page_is_read_without_a_warning():
    assert soup_page(f'<?xml version="1.0" encoding="UTF-8"?>\n{PAGE}').soup.h1.string == "Hankkeet"


def test_keys_are_fields_or_labels_as_printed():
    def cards(page):
        name, lines = page.soup.select("p")
        yield {
            "name": name,
            "Toteuttaja": lines.contents[0],
            "Myönnetty tuki (1 000 €)": page.part(lines, "5 000"),
            "partners": [None, *page.soup.select("td")][1:],
            "goals": page.soup.select("em"),
            "Oma otsikko": page.soup.select_one("tr"),
            "total_cost": None,
            "description": page.document.blocks[-1],
        }

    [project] = extract_by(cards).projects
    assert (project.name, project.applicant) == ("Silta ja väylä", "Lopen kunta")
    assert project.granted_amount == Decimal(5_000_000)
    assert project.partners == ["Yhteinen", "Eka", "Toka"]
    assert (project.goals, project.total_cost) == ([], None)
    assert project.other_fields == {"Oma otsikko": "Yhteinen Eka"}
    assert project.evidence["granted_amount"].rule == "parser:own:read"


def test_labels_of_the_source_hold_for_a_parser_too():
    extraction = extract_by(lambda page: [{"name": page.soup.p, "Panos": page.part(page.soup, "7 000")}], labels={
        "granted_amount": ("Panos",)})  # fmt: skip
    assert extraction.projects[0].granted_amount == Decimal(7000)


def test_a_page_of_text_has_blocks():
    def lines(page):
        return page.matches(page.document.blocks[2], r"(?P<name>.+?) \| (?P<applicant>.+?) \| (?P<granted_amount>.+)")

    [project] = extract_by(lines, "Hankkeet\n\nTietoa\n\nSilta | Lopen kunta | 5 000\n").projects
    assert (project.name, project.applicant, project.granted_amount) == ("Silta", "Lopen kunta", Decimal(5000))
    assert project.evidence["applicant"][:2] == ("Lopen kunta", "line:5")


def test_no_project_is_no_fault():
    assert extract_by(lambda page: []).projects == []


def test_what_no_parser_explains_is_unread():
    page = "<main><h1>Hankkeet</h1><p>Silta</p><p>Muu hanke sai 5 000 euroa.</p></main>"
    assert extract_by(lambda page: [{"name": page.soup.p}], page).pages[0].unread == ["Muu hanke sai 5 000 euroa."]


def none_of_it(page):
    raise KeyError("x\ny")


def broken(page):
    yield {"name": page.soup.h1}
    yield {"name": page.soup.h6.string}


def from_the_menu(page):
    yield {"name": page.soup.h1, "applicant": page.soup.b}


FAULTS = [
    (none_of_it, r"KeyError: 'x\ny'", 1),
    (broken, r"AttributeError: 'NoneType' object has no attribute 'string'", 2),
    (from_the_menu, r"ValueError: applicant: 'Valikko' stands where the page shows no text of its own", 0),
    (lambda page: None, "TypeError: 'NoneType' object is not iterable", 0),
    (lambda page: [page.soup.h1], "TypeError: item 1 is <h1>Hankkeet</h1>, no mapping of fields and places", 0),
    (lambda page: [{"name": "Hankkeet"}], "TypeError: 'Hankkeet' is no place on the page", 0),
    (lambda page: [{"goals": page.soup.h1}], "ValueError: item 1 has neither a name nor an applicant: goals", 0),
    (lambda page: [{}], "ValueError: item 1 has neither a name nor an applicant: nothing", 0),
]


@pytest.mark.parametrize(("function", "words", "further"), FAULTS, ids=[words for _, words, _ in FAULTS])
def test_a_fault_of_a_parser_names_its_file_and_line(function, words, further):
    with pytest.raises(ParserError, match=re.escape(words)) as caught:
        extract_by(function)
    line = function.__code__.co_firstlineno + further
    assert str(caught.value).startswith(f"{__file__}: line {line}: ")
    assert str(caught.value).endswith("; correct the parser own:read")
    assert "\n" not in str(caught.value)
