"""All forms by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.sweeps.cards import CARDS
from tests.sweeps.lists import LISTS
from tests.sweeps.tables import TABLES
from tests.sweeps.texts import MINUTES, TEXTS

if TYPE_CHECKING:
    from tests.sweeps.form import Form

_KINDS = {"table": TABLES, "card": CARDS, "list": LISTS, "minutes": MINUTES, "text": TEXTS}

FORMS: dict[str, Form] = {
    name if name.startswith(kind) else f"{kind}: {name}": form
    for kind, forms in _KINDS.items()
    for name, form in forms.items()
}
