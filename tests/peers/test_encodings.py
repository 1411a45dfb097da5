"""html5lib's examples of how a page's encoding is told: our text of each page is that of the encoding it names."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from scraper.document.encoding import decode, decode_name
from tests.peers.archives import contents

MISSING = "html5lib's archive is not fetched; run: make peers"
CODECS = {"iso-8859-1": "cp1252", "iso-8859-8-i": "iso-8859-8", "tis-620": "cp874"}
"""What browsers mean by a label, by Python's name for it."""
DIFFERENT = {
    "euc-jp": "no Finnish page is in Japanese: its labels are not known",
    "iso-8859-2": "nor in Polish",
}


class Example(NamedTuple):
    data: bytes
    encoding: str

    def __str__(self) -> str:
        return f"{self.encoding}: {self.data[:60]!r}"


def examples() -> list[Example]:
    """Return the examples of all files: `#data`, the bytes, `#encoding`, its name."""
    found = []
    for file in contents("html5lib", "html5lib/tests/testdata/encoding/*.dat").values():
        for part in re.split(rb"(?m)^#data\n", file)[1:]:
            data, _, encoding = part.partition(b"\n#encoding\n")
            found.append(Example(data, encoding.split(b"\n")[0].strip().decode().lower()))
    return found


EXAMPLES = examples()


def alike(example: Example) -> bool:
    """Tell whether our text of a page is the one that it has in the encoding it names."""
    codec = CODECS.get(example.encoding, example.encoding)
    return decode(example.data, decode_name(example.data)) == example.data.decode(codec, "replace").removeprefix(
        "\ufeff"
    )


@pytest.mark.parametrize("example", EXAMPLES or [pytest.param(None, marks=pytest.mark.skip(MISSING))], ids=str)
def test_a_page_reads_as_in_the_encoding_it_names(example: Example) -> None:
    assert alike(example) or example.encoding in DIFFERENT, f"read as {decode_name(example.data)}"


def test_nearly_all_examples_are_read_alike() -> None:
    if not EXAMPLES:
        pytest.skip(MISSING)
    assert len(EXAMPLES) >= 82
    assert sum(map(alike, EXAMPLES)) >= len(EXAMPLES) - 2
