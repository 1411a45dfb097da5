"""All faults, in the order of the printed table."""

from __future__ import annotations

from tests.faults import bodies, connections, framing, heads, redirects, statuses

FAULTS = [
    *framing.FAULTS, *heads.FAULTS, *bodies.FAULTS, *statuses.FAULTS, *connections.FAULTS, *redirects.FAULTS,
]  # fmt: skip
