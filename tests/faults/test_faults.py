"""Every fault, over HTTP and HTTPS: it ends in the error that the table names or in the whole page, in nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.faults.catalogue import FAULTS
from tests.faults.meeting import fetching, meet
from tests.faults.server import ARRIVES, HASTY, Fault
from tests.faults.wire import PAGE

if TYPE_CHECKING:
    from tests.faults.server import FaultServer

ROWS = [
    (fault, scheme) for fault in FAULTS for scheme in ("http", "https") if scheme == "https" or not fault.https_only
]
pytestmark = pytest.mark.usefixtures("trusting")


@pytest.mark.parametrize(("fault", "scheme"), ROWS, ids=str)
def test_a_fault_is_what_it_is_called(server: FaultServer, fault: Fault, scheme: str) -> None:
    with fetching(fault.limits) as get:
        met = meet(get, server.url(fault, scheme))
        assert met.kind == fault.outcome_over(scheme), met.line
        assert len(met.line) <= 300
        assert "\n" not in met.line
        assert "canary" not in met.line
        if fault.limits is not HASTY:  # nor would a slow machine be in time
            assert get(server.good(scheme)).body == PAGE, "the fault spoils the next page"


KEPT = [fault for fault in FAULTS if fault.outcome == ARRIVES]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_answer_is_taken_for_that_to_another_request(server: FaultServer, scheme: str) -> None:
    """All that arrives, twice, over one connection where the server keeps it: each is the page that was asked for."""
    with fetching(KEPT[0].limits) as get:
        for fault in KEPT:
            for _ in range(2):
                assert get(server.url(fault, scheme)).body == PAGE, fault.name


def test_there_are_faults_enough() -> None:
    names = [fault.name for fault in FAULTS]
    assert len(set(names)) == len(names) >= 200


def test_the_faults_come_from_the_server_alone(server: FaultServer) -> None:
    """Without a fault the page arrives: a table that is right by accident would show here."""
    with fetching() as get:
        assert [meet(get, server.good(scheme)).kind for scheme in ("http", "https")] == [ARRIVES, ARRIVES]
