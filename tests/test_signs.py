"""Signs: every block that holds something is among those that are named for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.signs import Signs, fold

TEXTS = (
    "Hakija: Hämeen liitto",
    "Myönnetty 153 999 €",
    "",
    "AIKA 1.3.2021–31.12.2022",
    "20 000 EUROA",
    "ÄHTÄRI",
    "— ？",
)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [(("€",), [1]), (("eur",), [4]), (("ä",), [0, 5]), (("liitto", "aika"), [0, 3]), (("hanke",), []), ((), [])],
    ids=str,
)
def test_words_are_found_in_any_case(words: tuple[str, ...], numbers: list[int]) -> None:
    """Each block is named once, in order."""
    signs = Signs(TEXTS)
    assert signs.with_any(*words) == numbers
    assert signs.has_any(*words) == bool(numbers)


def test_digits_and_euros() -> None:
    """The digits of a block are given without what stands between them."""
    signs = Signs(TEXTS)
    assert signs.with_digits == [1, 3, 4]
    assert signs.figures == [b"", b"153999", b"", b"13202131122022", b"20000", b"", b""]
    assert signs.with_euros == [1, 4]


def test_a_page_without_blocks_has_no_signs() -> None:
    """No text is no line, not one empty line."""
    signs = Signs([])
    assert (signs.figures, signs.lines, signs.with_digits, signs.with_any("a")) == ([], [], [], [])


lines = st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"])))


@given(lines)
def test_each_character_keeps_its_place(texts: list[str]) -> None:
    """`folded` can be searched for `text`: places are alike, and so are the lines."""
    signs = Signs(texts)
    assert len(signs.folded) == len(signs.text)
    assert [len(line) for line in signs.lines] == [len(text) for text in texts]


@given(lines, st.data())
def test_no_block_that_holds_a_word_is_missed(texts: list[str], data: st.DataObject) -> None:
    """A sign may name too many blocks, never too few."""
    signs = Signs(texts)
    whole = data.draw(st.sampled_from([*texts, "1"]))
    word = whole[: data.draw(st.integers(1, 9))]
    if word:
        assert {n for n, text in enumerate(texts) if word in text} <= set(signs.with_any(word))
        assert {n for n, text in enumerate(texts) if "1" in text} <= set(signs.with_digits)
    assert fold(word) in signs.folded or word not in signs.text
