from __future__ import annotations

import io
import os

import pytest

from scraper.cli.inputs import FileInput, MissingInput, StdinInput, UrlInput, find
from scraper.errors import InputError, MissingInputError, UsageError


@pytest.fixture
def saved(tmp_path, monkeypatch):
    """A folder of saved pages, made the current one."""
    for name in (
        "b.html",
        "a/page.HTM",
        "a/page.txt",
        "a/meta.json",
        "a-b/page.xhtml",
        ".hidden/page.html",
        "a/._page.html",
        "empty/notes.md",
        "[2021].html",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        ("b.html", ["b.html"]),
        ("a/meta.json", ["a/meta.json"]),
        ("a", ["a/page.HTM", "a/page.txt"]),
        (".", ["./[2021].html", "./a/page.HTM", "./a/page.txt", "./a-b/page.xhtml", "./b.html"]),
        ("*.html", ["[2021].html", "b.html"]),
        ("[2021].html", ["[2021].html"]),
        ("a/*", ["a/page.HTM", "a/page.txt"]),
        ("a*", ["a/page.HTM", "a/page.txt", "a-b/page.xhtml"]),
        ("**/page.*", ["a/page.HTM", "a/page.txt", "a-b/page.xhtml"]),
        ("b.html a b.html a/page.txt", ["b.html", "a/page.HTM", "a/page.txt"]),
        ("- b.html", ["standard input", "b.html"]),
        ("https://example.org/page", ["https://example.org/page"]),
        ("HTTP://example.org", ["HTTP://example.org"]),
    ],
    ids=str,
)
def test_arguments_become_inputs_in_order(saved, arguments, names):
    assert [each.name for each in find(arguments.split())] == names


@pytest.mark.parametrize(
    ("argument", "reason"),
    [
        ("missing.html", "no such file or folder; check the path"),
        ("missing*.html", "matches no file; check the pattern and the folder you are in"),
        ("empty", "a folder without pages; a page's name ends in .html, .htm, .xhtml or .txt"),
        (
            "empty/*.md",
            "matches no page; a page's name ends in .html, .htm, .xhtml or .txt, name other files one by one",
        ),
        ("www.hameenliitto.fi", "no such file; if it is a web address, begin it with https://"),
        ("hameenliitto.fi/akke/", "no such file; if it is a web address, begin it with https://"),
        ("a\0b", "no such file or folder; check the path"),
    ],
    ids=repr,
)
def test_what_is_not_there_fails_when_its_turn_comes(saved, argument, reason):
    [missing] = find([argument])
    assert missing == MissingInput(argument, reason)
    with pytest.raises(MissingInputError) as caught:
        missing.read()
    assert str(caught.value) == reason


@pytest.mark.parametrize("arguments", ["b.html a/page.txt", "a", "*.html", "https://example.org/"])
def test_a_page_address_goes_with_one_page(saved, arguments):
    with pytest.raises(UsageError, match="--url is the address of one page"):
        find(arguments.split(), url="https://example.org/page")


@pytest.mark.parametrize(
    "address",
    [
        "example.org",
        "ftp://example.org/",
        "https://",
        "http://[::1",
        "http://a b/",
        "https://example.org/\x1b[2J",
        "file:///etc/passwd",
    ],
)
def test_an_address_that_no_page_has_is_a_usage_error(saved, address):
    with pytest.raises(UsageError, match="not the address of a web page"):
        find(["b.html"], url=address)


def test_an_empty_name_is_a_usage_error(saved):
    with pytest.raises(UsageError, match="an empty name"):
        find(["b.html", ""])


@pytest.mark.parametrize("address", ["ftp://example.org/", "file:///etc/passwd", "https://", "javascript://x"])
def test_an_argument_with_a_scheme_of_no_page_is_a_usage_error(saved, address):
    with pytest.raises(UsageError, match="not the address of a web page"):
        find([address])


@pytest.mark.parametrize("address", ["https://anna:secret@example.org/", "ftp://anna:sec@ret@example.org/"])
def test_a_password_is_refused_and_not_repeated(saved, address):
    for arguments, url in (([address], None), (["b.html"], address)):
        with pytest.raises(UsageError, match="holds a user name or password") as caught:
            find(arguments, url=url)
        assert "anna" not in str(caught.value)
        assert "ret@" not in str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "url", "found"),
    [
        ("b.html", "https://example.org/b", FileInput("b.html", "https://example.org/b")),
        ("-", "https://example.org/b", StdinInput("https://example.org/b")),
        ("b.html", "", FileInput("b.html")),
        ("https://example.org/", None, UrlInput("https://example.org/", allow_private=True)),
    ],
    ids=str,
)
def test_what_is_known_of_a_page_travels_with_it(saved, arguments, url, found):
    assert find([arguments], url=url, allow_private=True) == [found]


@pytest.mark.parametrize(
    ("name", "content_type"), [("b.html", "text/html"), ("a/page.HTM", "text/html"), ("a/page.txt", None)], ids=str
)
def test_a_file_is_read_whole(saved, name, content_type):
    assert FileInput(name, "https://example.org/").read() == (name.encode(), "https://example.org/", content_type)


def test_standard_input_is_read_whole(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"<p>\xe4</p>")))
    assert StdinInput().read() == (b"<p>\xe4</p>", None, None)


def test_closed_standard_input_says_so(monkeypatch):
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(InputError, match="is closed; pipe a page into it"):
        StdinInput().read()


def test_a_dangling_link_is_reported_not_skipped(tmp_path):
    (tmp_path / "page.html").symlink_to("nowhere.html")
    [found] = find([str(tmp_path)])
    with pytest.raises(MissingInputError, match="no such file"):
        found.read()


def test_a_pipe_in_a_folder_is_no_page(tmp_path):
    os.mkfifo(tmp_path / "pipe.html")
    [found] = find([str(tmp_path)])
    assert isinstance(found, MissingInput)


def test_a_folder_in_place_of_a_file_can_not_be_read(tmp_path):
    with pytest.raises(InputError, match="could not be read"):
        FileInput(str(tmp_path)).read()
