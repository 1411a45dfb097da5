"""Labels that only one source prints: `[labels]` comes in, checked words by field go out.

Refused are fields that no label names, and words that the vocabulary or another field of the source already has: a
label leads to one field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scraper.extraction.labels import default_labels
from scraper.normalise.text import clean
from scraper.sources.definition import is_text
from scraper.vocabulary import table as vocabulary

if TYPE_CHECKING:
    from scraper.sources.definition import Definition, Form


def read_labels(table: dict[str, Any], definition: Definition) -> dict[str, tuple[str, ...]]:
    """Return the checked `[labels]` of a source's file. Raises SourceError."""
    form: Form = (_is_words, "a list of labels as the page prints them, without colon")
    definition.check(table, dict.fromkeys(vocabulary("labels")["labels"], form), prefix="labels.")
    held: dict[str, str] = {}
    for field, words in table.items():
        for word in words:
            _refuse_known(word, field, held, definition)
            held[clean(word).lower()] = field
    return {field: tuple(map(clean, words)) for field, words in table.items()}


def _refuse_known(word: str, field: str, held: dict[str, str], definition: Definition) -> None:
    key, label = f"labels.{field}", clean(word).lower()
    if label in held:
        definition.refuse(key, f"{word!r} stands under {held[label]} too; a label leads to one field", near=word)
    if known := default_labels().exact(label):
        where = "under this field" if known.field == field else f"under {known.field}"
        definition.refuse(key, f"{word!r} is in the vocabulary already, {where}; take it out", near=word)


def _is_words(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(is_text(each) and clean(each)[-1] != ":" for each in value)
