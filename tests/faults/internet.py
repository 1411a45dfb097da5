"""An internet of a few names within this machine: what names resolve to, and which address leads to which port here.

It stands in place of two functions of Python's `socket`, below everything that is ours: whatever is connected to goes
through it. Other names don't exist; addresses that no site has are written down, and refuse.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

PUBLIC = "193.166.3.2"
OTHER = "2a00:1450:4001::1"


@dataclass
class Internet:
    """Names and sites. `reached` is every address that a connection was tried to, in order."""

    names: dict[str, list[list[str]]] = field(default_factory=dict)
    """What each name resolves to, one list of addresses for each time it is asked; the last one stays."""
    sites: dict[str, int] = field(default_factory=dict)
    """The port on this machine that answers for an address."""
    reached: list[str] = field(default_factory=list)

    def instead_of(self, monkeypatch: pytest.MonkeyPatch) -> Internet:
        """Stand in the place of the real one during a test."""
        resolve, connect = socket.getaddrinfo, socket.create_connection

        def getaddrinfo(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
            name = (host.decode() if isinstance(host, bytes) else host).lower().rstrip(".")
            if name not in self.names:
                return resolve(
                    host, port, *args, **{**kwargs, "flags": socket.AI_NUMERICHOST}
                )  # never asks a name server
            answers = self.names[name]
            found = answers.pop(0) if len(answers) > 1 else answers[0]
            return [entry for ip in found for entry in resolve(ip, port, *args, **kwargs)]

        def create_connection(address: tuple[str, int], *args: Any, **kwargs: Any) -> socket.socket:
            self.reached.append(address[0])
            if address[0] not in self.sites:
                raise ConnectionRefusedError(111, "Connection refused")
            return connect(("127.0.0.1", self.sites[address[0]]), *args, **kwargs)

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        monkeypatch.setattr(socket, "create_connection", create_connection)
        return self
