"""Every fault, over HTTP and HTTPS: it ends in the error that the table names or in the whole page, in nothing else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.faults.catalogue import FAULTS
from tests.faults.conftest import trust
from tests.faults.meeting import Met, fetching, meet
from tests.faults.server import ARRIVES, ROOMY, Fault
from tests.faults.wire import PAGE

if TYPE_CHECKING:
    from tests.faults.certificates import Authority
    from tests.faults.server import FaultServer

    Waited = dict[tuple[str, str], Met]

ROWS = [
    (fault, scheme) for fault in FAULTS for scheme in ("http", "https") if scheme == "https" or not fault.https_only
]
SLOW = [row for row in ROWS if row[0].limits is not ROOMY]
pytestmark = pytest.mark.usefixtures("trusting")


def is_right(met: Met, fault: Fault, scheme: str) -> None:
    assert met.kind == fault.outcome_over(scheme), met.line
    assert len(met.line) <= 300
    assert "\n" not in met.line
    assert "canary" not in met.line


# Python's ssl leaves the socket that it was making to the garbage collector where a reset comes before the handshake.
@pytest.mark.filterwarnings("ignore:unclosed <ssl.SSLSocket:ResourceWarning")
@pytest.mark.parametrize(("fault", "scheme"), [row for row in ROWS if row[0].limits is ROOMY], ids=str)
def test_a_fault_is_what_it_is_called(server: FaultServer, fault: Fault, scheme: str) -> None:
    with fetching(fault.limits) as get:
        is_right(meet(get, server.url(fault, scheme)), fault, scheme)
        assert get(server.good(scheme)).body == PAGE, "the fault spoils the next page"


@pytest.fixture(scope="module")
def waited(server: FaultServer, authority: Authority) -> Waited:
    """Meet all faults that take our patience, at once: one after another they would take long."""

    def met(row: tuple[Fault, str]) -> Met:
        fault, scheme = row
        with fetching(fault.limits) as get:
            return meet(get, server.url(fault, scheme))

    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(6) as threads:
        trust(authority, patch)
        return {(fault.name, scheme): one for (fault, scheme), one in zip(SLOW, threads.map(met, SLOW), strict=True)}


@pytest.mark.parametrize(("fault", "scheme"), SLOW, ids=str)
def test_a_slow_fault_ends_with_our_patience(waited: Waited, fault: Fault, scheme: str) -> None:
    is_right(waited[fault.name, scheme], fault, scheme)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_answer_is_taken_for_that_to_another_request(server: FaultServer, scheme: str) -> None:
    """All that arrives, twice, over one connection where the server keeps it: each is the page that was asked for."""
    with fetching(ROOMY) as get:
        for fault in (one for one in FAULTS if one.outcome_over(scheme) == ARRIVES):
            for _ in range(2):
                assert get(server.url(fault, scheme)).body == PAGE, fault.name


def test_there_are_faults_enough() -> None:
    names = [fault.name for fault in FAULTS]
    assert len(set(names)) == len(names) >= 200


def test_the_faults_come_from_the_server_alone(server: FaultServer) -> None:
    """Without a fault the page arrives: a table that is right by accident would show here."""
    with fetching() as get:
        assert [meet(get, server.good(scheme)).kind for scheme in ("http", "https")] == [ARRIVES, ARRIVES]
