"""Signs: every block that holds something is among those that are named for it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scraper.signs import Signs, lines_with


def test_blocks_with_digits() -> None:
    """Only the digits 0-9 count, as only they make sums and dates."""
    texts = ["Hakija: Hämeen liitto", "Myönnetty 153 999 €", "", "AIKA 1.3.2021–31.12.2022", "ÄHTÄRI ²", "— ？٣"]
    assert Signs(texts).with_digits == [1, 3]


def test_a_page_without_blocks_has_no_signs() -> None:
    """No text is no line, not one empty line."""
    assert Signs([]).with_digits == []


@given(st.lists(st.text(st.characters(exclude_characters="\n"))))
def test_no_block_that_holds_a_digit_is_missed(texts: list[str]) -> None:
    """A sign may name too many blocks, never too few."""
    assert {n for n, text in enumerate(texts) if any(c in "0123456789" for c in text)} <= set(Signs(texts).with_digits)


@given(
    st.lists(st.text(st.sampled_from("aäb "))),
    st.lists(st.text(st.sampled_from("aäb "), min_size=1, max_size=3), max_size=3),
)
def test_lines_with_any_of_some_words(texts: list[str], words: list[str]) -> None:
    """Exactly those are named, in order."""
    assert lines_with(texts, words) == [n for n, text in enumerate(texts) if any(word in text for word in words)]
