"""The id of a project that is published without its person: the project's own id comes in, one that tells no name out.

It lasts, as the other does. Whoever guesses the name can make it, too: it keeps a name out of sight, not from a guess.
"""

from __future__ import annotations

import hashlib
from typing import Final

PREFIX: Final = "person-"
ROOM: Final = 16
"""Hexadecimal digits of the id."""


def pseudonym(project_id: str) -> str:
    """Return the id; one that tells no name already stays as it is."""
    if project_id.startswith(PREFIX):
        return project_id
    return f"{PREFIX}{hashlib.sha256(project_id.encode()).hexdigest()[:ROOM]}"
