"""Redirects that lead round in a circle, off the web, or nowhere; where they are odd but right the page arrives."""

from __future__ import annotations

from tests.faults.server import ARRIVES, Fault, Wire
from tests.faults.wire import bomb, head, html, moved

FOUND = "HTTP/1.1 302 Found"

ODD_SCHEMES = {
    "javascript": "javascript:alert(1)", "file": "file:///etc/passwd", "file with a host": "file://localhost/etc/passwd",
    "ftp": "ftp://127.0.0.1/", "data": "data:text/html,<h1>x</h1>", "mailto": "mailto:a@example.org",
    "about": "about:blank", "blob": "blob:https://x/1", "gopher": "gopher://127.0.0.1:70/_GET",
    "ws": "ws://127.0.0.1/", "chrome": "chrome://settings", "view-source": "view-source:http://localhost/",
    "a Windows path": "C:\\Windows\\win.ini", "an unknown scheme": "x-hame:page",
}  # fmt: skip
IMPOSSIBLE = {
    "an open bracket": "//[::1", "empty brackets": "//[]/", "a future address": "//[v1.x]/",
    "port 0": "//localhost:0/", "port 65536": "//localhost:65536/", "port 99999": "//localhost:99999/",
    "a port below 0": "//localhost:-1/", "a port in words": "//localhost:http/",
    "an emoji for a host": "//\xf0\x9f\x92\xa9.example/", "a host turned round": "//\xe2\x80\xaeabc.example/",
    "a broken punycode host": "//xn--/", "a password": "//user:canary-password@localhost/", "70 kB": f"/{'x' * 70_000}",
}  # fmt: skip
NO_SUCH_HOST = {
    "a space in the host": "//local host/", "dots for a host": "//.../", "an invalid host": "//council.invalid/",
    "a label of 64 letters": f"//{'a' * 64}.example/", "a host of 400 letters": f"//{'a.' * 200}example/",
    "an escaped zero in the host": "//loc%00alhost/", "a zone": "//[fe80::1%25eth9]/",
}  # fmt: skip


def hop(number: int, last: int) -> bytes:
    """Return one redirect of a chain, the page at its end."""
    return html() if number == last else moved(f"{number + 1}")


def chain(length: int) -> dict[str, bytes]:
    """Return what is answered below an address from which so many redirects lead to the page."""
    return {str(number): hop(number, length) for number in range(1, length + 1)}


def to(form: str):
    """Return a redirect whose target names the server's own `{scheme}` and `{host}`, or its `{plain}` host."""

    async def answer(wire: Wire) -> None:
        own = {"host": wire.host, "scheme": wire.scheme, "capitals": wire.scheme.upper()}
        await wire.send(moved(form.format(**own, plain=wire.server.host("http"))))

    return answer


async def body_without_end(wire: Wire) -> None:
    await wire.send(head("Location: there", status=FOUND))
    await wire.flood(b"x" * 65536)


HERE = {"there": html()}
BOTH = {"there,%20elsewhere": html(), "there,%20there": html(), "there,%20": html()}
"""What two targets must not be taken for: one address."""
FAULTS = [
    *[Fault(f"redirect to {name}", moved(target), "redirect") for name, target in ODD_SCHEMES.items()],
    *[Fault(f"redirect to {name}", moved(target), "redirect") for name, target in IMPOSSIBLE.items()],
    *[Fault(f"redirect to {name}", moved(target), "dns") for name, target in NO_SUCH_HOST.items()],
    *[
        Fault(f"{status} redirect", moved("there", status=f"{status} Moved"), ARRIVES, more=HERE)
        for status in (301, 302, 303, 307, 308)
    ],
    Fault("redirect to an empty target", moved(""), "redirect"),
    Fault("redirect to itself", moved("./"), "redirect"),
    Fault("redirect to itself by a fragment", moved("#top"), "redirect"),
    Fault(
        "redirects in a circle of two", moved("two"), "redirect", more={"two": moved("three"), "three": moved("two")}
    ),
    Fault(
        "redirects for ever",
        moved("0", status="307 Temporary"),
        "redirect",
        more={str(n): moved(str(n + 1)) for n in range(50)},
    ),
    Fault("five redirects", moved("1"), ARRIVES, more=chain(5)),
    Fault("six redirects", moved("1"), "redirect", more=chain(6)),
    Fault("redirect to 10 kB", moved(f"/{'x' * 10_000}"), ARRIVES),
    Fault("redirect to 200 kB", moved(f"/{'x' * 200_000}"), "broken"),
    Fault("redirect without a target", html(status="302 Found"), "redirect"),
    Fault("redirect with two targets", moved("there", "Location: elsewhere"), "redirect", more=HERE | BOTH),
    Fault("redirect with the same target twice", moved("there", "Location: there"), ARRIVES, more=HERE | BOTH),
    Fault("redirect with a target and none", moved("there", "Location:"), ARRIVES, more=HERE | BOTH),
    Fault("redirect with a zero byte", moved("there\0"), "broken"),
    Fault("redirect with white space around", moved("  there  "), ARRIVES, more=HERE),
    Fault("redirect with a tab inside", moved("the\tre"), "redirect"),
    Fault("redirect with an injected header", moved("there\r\nSet-Cookie: stolen=1"), ARRIVES, more=HERE),
    Fault("redirect to a full address", to("{scheme}://{host}/good"), ARRIVES),
    Fault("redirect without a scheme", to("//{host}/good"), ARRIVES),
    Fault("redirect without a host", to("{scheme}:///good"), ARRIVES),
    Fault("redirect to a path", moved("/good"), ARRIVES),
    Fault("redirect to a query", moved("?page=2"), "redirect"),
    Fault("redirect out of the root", moved("../../../../good"), ARRIVES),
    Fault("redirect over dot segments", moved("./a/../there"), ARRIVES, more=HERE),
    Fault(
        "redirect in UTF-8",
        moved("hämeen-liitto".encode().decode("latin-1")),
        ARRIVES,
        more={"h%C3%A4meen-liitto": html()},
    ),
    Fault("redirect with capitals in its scheme", to("{capitals}://{host}/good"), ARRIVES),
    Fault("redirect from https to http", to("http://{plain}/good"), "redirect", https_only=True),
    Fault("redirect with a body without end", body_without_end, ARRIVES, more=HERE),
    Fault("redirect with an escaped line end", moved("/%0d%0aSet-Cookie:x"), ARRIVES),
    Fault("redirect with stray percent signs", moved("/%zz%"), ARRIVES),
    Fault("redirect in Latin-1", moved("/h\xe4me"), ARRIVES),
    Fault("redirect over two lines", moved("/go\r\n od"), ARRIVES),
    Fault(
        "redirect with a length that is too long",
        head("Location: there", "Content-Length: 99", status=FOUND),
        ARRIVES,
        more=HERE,
    ),
    Fault(
        "redirect with broken chunks",
        head("Location: there", "Transfer-Encoding: chunked", status=FOUND) + b"zz",
        ARRIVES,
        more=HERE,
    ),
    Fault("redirect with a bomb", moved("there", "Content-Encoding: gzip", body=bomb(10)), ARRIVES, more=HERE),
    Fault("redirect that wants a cookie", moved("./", "Set-Cookie: seen=1"), "redirect"),
    Fault("redirect and an answer behind it", moved("/good") + html(body=b"poison"), ARRIVES, keeps=True),
    Fault("redirect with two ports", moved("//localhost:80:80/"), "redirect"),
    Fault("redirect to a host behind a backslash", moved("http://a.invalid\\@localhost/"), "redirect"),
    Fault("redirect to a host before an at", moved("http://localhost\\@a.invalid/"), "redirect"),
    Fault("redirect to a scheme alone", to("{scheme}:good"), "redirect"),
    Fault("redirect to a scheme and a path", to("{scheme}:/good"), ARRIVES),
    Fault("redirect to no host but three strokes", moved("///good"), ARRIVES),
    Fault("redirect to a stroke turned round", moved("/\\good"), ARRIVES),
    Fault("redirect in pointed brackets", moved("<good>"), "redirect"),
    Fault("redirect as a refresh says it", moved("0; url=good"), "redirect"),
    Fault("redirect that says when", moved("/good", "Retry-After: 100000"), ARRIVES),
    Fault("redirect with a fragment", moved("there#top"), ARRIVES, more=HERE),
    Fault("redirect to a closed port", to("{scheme}://localhost:1/"), "connection"),
    Fault("a location without a redirect", html("Location: file:///etc/passwd"), ARRIVES),
    Fault("a refresh that is no redirect", html("Refresh: 0; url=file:///etc/passwd"), ARRIVES),
]
