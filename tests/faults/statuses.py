"""Answers that are no page, said by their status."""

from __future__ import annotations

from tests.faults.server import Fault
from tests.faults.wire import PAGE, chunk, head, html, moved

STATUSES = {
    "201": "Created", "202": "Accepted", "203": "Non-Authoritative Information", "204": "No Content",
    "205": "Reset Content", "206": "Partial Content", "226": "IM Used", "299": "Odd", "300": "Multiple Choices",
    "304": "Not Modified", "305": "Use Proxy", "306": "Switch Proxy", "400": "Bad Request", "401": "Unauthorized",
    "402": "Payment Required", "403": "Forbidden", "404": "Not Found", "405": "Method Not Allowed",
    "406": "Not Acceptable",
    "407": "Proxy Authentication Required", "408": "Request Timeout", "410": "Gone", "412": "Precondition Failed",
    "418": "I'm a teapot", "421": "Misdirected Request", "429": "Too Many Requests", "451": "For Legal Reasons",
    "500": "Internal Server Error", "501": "Not Implemented", "502": "Bad Gateway", "503": "Service Unavailable",
    "504": "Gateway Timeout", "511": "Network Authentication Required", "520": "Web Server Is Down", "599": "",
    "600": "Beyond", "999": "Request Denied",
}  # fmt: skip
EMPTY = {"204", "205", "304"}

FAULTS = [
    *[
        Fault(
            f"{status} {words}".rstrip(),
            html(body=b"" if status in EMPTY else PAGE, status=f"{status} {words}"),
            "status",
        )
        for status, words in STATUSES.items()
    ],
    *[
        Fault(f"{status} with a target", moved("/good", status=f"{status} Odd"), "status")
        for status in (201, 300, 304, 305, 306, 309, 399)
    ],
    Fault("206 of a part that nobody asked for", html("Content-Range: bytes 0-10/99", status="206 Part"), "status"),
    Fault("204 with a body", html(status="204 No Content"), "status"),
    Fault(
        "204 with chunks",
        head("Transfer-Encoding: chunked", status="HTTP/1.1 204 x") + chunk(PAGE),
        "status",
        keeps=True,
    ),
    Fault("205 with a body", html(status="205 Reset Content"), "status", keeps=True),
    Fault("404 and an answer behind it", html(status="404 No") + html(body=b"poison"), "status", keeps=True),
    Fault("426 that wants another protocol", html("Upgrade: TLS/1.3", status="426 Upgrade Required"), "status"),
    Fault("206 in parts", html("Content-Type: multipart/byteranges; boundary=x", status="206 Part"), "status"),
    Fault("304 with a body", html(status="304 Not Modified"), "status"),
    Fault(
        "404 in chunks", head("Transfer-Encoding: chunked", status="HTTP/1.1 404 Not Found") + b"0\r\n\r\n", "status"
    ),
    Fault("503 with half a body", head("Content-Length: 9999", status="HTTP/1.1 503 Busy") + PAGE, "status"),
    Fault(
        "401 that asks for a password", html('WWW-Authenticate: Basic realm="x"', status="401 Unauthorized"), "status"
    ),
    Fault("407 that asks for a password", html("Proxy-Authenticate: Basic", status="407 Proxy"), "status"),
    Fault("status with tabs in its words", html(status="500 \t\t oh"), "status"),
    Fault("status with an escape in its words", html(status="500 \x9b31mred"), "status"),
    Fault("status with 60 kB of words", html(status=f"500 {'no ' * 20_000}"), "status"),
]
