"""A council's site on this machine: lists of projects on several pages, a page for each project, a sitemap.

It keeps connections, packs nothing, answers conditional requests, and logs what it was asked for.
"""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple, Self

HTML = "text/html; charset=utf-8"


class Asked(NamedTuple):
    """One line of the log."""

    path: str
    status: int
    conditional: bool


@dataclass
class Site:
    """What each path answers with: a page, or where it redirects to."""

    pages: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    validators: bool = True
    """Whether pages have an ETag."""

    def add(self, path: str, content: str | bytes, content_type: str = HTML) -> None:
        self.pages[path] = (content.encode() if isinstance(content, str) else content, content_type)

    @property
    def paths(self) -> list[str]:
        """What was asked for, in that order, robots.txt left out."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}{path}"

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.site = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    site: Site

    def handle_error(self, request, client_address) -> None:
        """Say nothing of clients that were killed."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        site = self.server.site
        conditional = "If-None-Match" in self.headers
        if self.path in site.moved:
            self._answer(302, b"", {"Location": site.moved[self.path]}, conditional=conditional)
            return
        if self.path not in site.pages:
            self._answer(404, b"<p>Ei ole</p>", {"Content-Type": HTML}, conditional=conditional)
            return
        body, content_type = site.pages[self.path]
        headers = {"Content-Type": content_type}
        if site.validators:
            headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if site.validators and self.headers.get("If-None-Match") == headers["ETag"]:
            self._answer(304, None, headers, conditional=conditional)
        else:
            self._answer(200, body, headers, conditional=conditional)

    def _answer(self, status: int, body: bytes | None, headers: dict[str, str], *, conditional: bool) -> None:
        self.server.site.asked.append(Asked(self.path, status, conditional))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if body is not None:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if body is not None:
            self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        pass


def page(title: str, *parts: str, head: str = "") -> str:
    """Return a page with a menu, a title and these parts."""
    menu = '<nav><a href="/">Etusivu</a> <a href="/yhteystiedot/">Yhteystiedot</a></nav>'
    return (
        f"<!doctype html><html lang=fi><head><title>{title}</title>{head}</head><body>{menu}"
        f"<main><h1>{title}</h1>{''.join(parts)}</main></body></html>"
    )


def project(name: str, granted: int) -> str:
    return (
        f"<h2>{name}</h2><dl><dt>Hakija</dt><dd>Kanavan kehitys Oy</dd>"
        f"<dt>Myönnetty rahoitus</dt><dd>{granted} €</dd><dt>Toteutusaika</dt><dd>1.1.2022–31.12.2023</dd></dl>"
    )


def fill(site: Site, *, projects: int, on_a_page: int = 10, in_the_sitemap: int = 10, funder: str = "liitto") -> None:
    """Give a site a list of projects on several pages, a page for each project, and more projects in a sitemap only.

    Some projects are linked with words of an advertiser, some by an address that redirects, some by one that calls
    itself another.
    """
    lists = -(-projects // on_a_page)
    for number in range(projects + in_the_sitemap):
        title = f"Hanke {number} – {funder}"
        canonical = f'<link rel="canonical" href="/hankkeet/hanke-{number}/">'
        site.add(f"/hankkeet/hanke-{number}/", page(title, project(title, 1000 + number), head=canonical))
        if number % 10 == 3:
            site.moved[f"/hankkeet/vanha-{number}/"] = f"/hankkeet/hanke-{number}/"
    for number in range(lists):
        links = [f"<li>{_link(n)}</li>" for n in range(number * on_a_page, min(projects, (number + 1) * on_a_page))]
        further = f'<a class=next href="/hankkeet/?page={number + 2}">Seuraava</a>' if number + 1 < lists else ""
        path = "/hankkeet/" if number == 0 else f"/hankkeet/?page={number + 1}"
        site.add(path, page(f"Rahoitetut hankkeet, sivu {number + 1}", f"<ul>{''.join(links)}</ul>", further))
    named = range(projects, projects + in_the_sitemap)
    places = "".join(f"<url><loc>/hankkeet/hanke-{n}/</loc></url>" for n in [*named, 0, 1])
    site.add("/sitemap.xml", "<sitemapindex><sitemap><loc>/sitemap-1.xml</loc></sitemap></sitemapindex>", "text/xml")
    site.add("/sitemap-1.xml", f"<urlset>{places}<url><loc>/yhteystiedot/</loc></url></urlset>", "text/xml")


def _link(number: int) -> str:
    if number % 10 == 3:
        return f'<a href="/hankkeet/vanha-{number}/">Lue lisää</a>'
    if number % 10 == 5:
        return f'<a href="/hankkeet/hanke-{number}/?utm_source=lista#alku">Lue lisää</a>'
    return f'<a href="hanke-{number}/">Lue lisää</a>'
