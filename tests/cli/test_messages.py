from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.cli.messages import counted, say, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hämeen liitto – AKKE 2021", "Hämeen liitto – AKKE 2021"),
        ("79\u00a0900 €", "79\u00a0900 €"),
        ("\x1b[2Jclear", r"\x1b[2Jclear"),
        ("two\nlines\r", r"two\nlines\r"),
        ("\u202egpj.exe", r"\u202egpj.exe"),
        ("a\u2028b", r"a\u2028b"),
        ("\udce4", r"\udce4"),
        ("\x9b31m", r"\x9b31m"),
        ("", ""),
    ],
    ids=repr,
)
def test_visible(text, shown):
    assert visible(text) == shown


@given(st.text(st.characters()))
def test_any_text_becomes_one_harmless_line(text):
    shown = visible(text)
    assert all(one.isprintable() or one == "\u00a0" for one in shown)
    assert visible(shown) == shown


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0 pages"), (1, "1 page"), (2, "2 pages"), (20000, "20,000 pages")], ids=str
)
def test_counted(number, shown):
    assert counted(number, "page") == shown


def test_say_is_one_line_on_stderr(capsys):
    say("page\n.html: \x1b]0;title\x07")
    assert capsys.readouterr() == ("", "council-scraper: page\\n.html: \\x1b]0;title\\x07\n")
