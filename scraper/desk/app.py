"""The review desk: requests come in, its pages go out, and accepted warnings and lookups are written down.

Every address begins with the desk's key, which no other site knows. What writes is refused, moreover, unless the
browser says that one of the desk's own pages sent it, and unless the record is still the one that was shown.
"""

from __future__ import annotations

import hmac
import secrets
from http import HTTPStatus
from importlib import resources
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, quote

from scraper.desk import lookup, reviewed
from scraper.desk.lookup import Correction
from scraper.desk.server import Answer, said
from scraper.desk.view import LANGUAGES, View
from scraper.document.printed import read_printed
from scraper.errors import ArchiveError, CouncilScraperError, InputError, SourceError
from scraper.model import WarningCode
from scraper.normalise.text import clean
from scraper.publish.dictionary import Language
from scraper.runs import harvest

if TYPE_CHECKING:
    from pathlib import Path

    from scraper.desk.cases import Case, Desk
    from scraper.desk.pages import Pages
    from scraper.desk.server import Request
    from scraper.document.printed import Part
    from scraper.sources import Lookup, Source

FORM: Final = "application/x-www-form-urlencoded"
HTML: Final = "text/html; charset=utf-8"
CSS: Final = "text/css; charset=utf-8"
ASSETS: Final = {"base.css": CSS, "desk.css": CSS, "desk.js": "text/javascript; charset=utf-8"}
A_PAGE: Final = 100
"""Records in one page of the list."""
_FIELDS: Final = 20
"""The most fields that a form of ours has."""


class App:
    """What answers the desk's requests."""

    def __init__(self, desk: Desk, pages: Pages, sources: Path | None) -> None:
        self.key = secrets.token_urlsafe(32)
        self._desk = desk
        self._pages = pages
        self._sources = sources

    def answer(self, request: Request) -> Answer:
        """Answer a request, or refuse it."""
        key, _, path = request.path.removeprefix("/").partition("/")
        if not hmac.compare_digest(key.encode(), self.key.encode()):
            return said(HTTPStatus.FORBIDDEN, "open the address that council-scraper review printed")
        if request.method == "POST" and (refusal := _foreign(request)) is not None:
            return said(HTTPStatus.FORBIDDEN, refusal)
        language, _, rest = path.partition("/")
        if language not in LANGUAGES:
            return self._outside(path, request)
        try:
            return self._page(View(language, f"/{self.key}"), rest, request)
        except InputError as error:
            return said(HTTPStatus.INTERNAL_SERVER_ERROR, str(error))

    def _outside(self, path: str, request: Request) -> Answer:
        """Answer what belongs to no language: the assets, and the way in."""
        if path in ASSETS:
            body = resources.files(__package__).joinpath("assets", path).read_bytes()
            return Answer(HTTPStatus.OK, body, ASSETS[path])
        if path:
            return said(HTTPStatus.NOT_FOUND, "no such page")
        return _see(f"/{self.key}/{_language(request.headers.get('accept-language', ''))}/")

    def _page(self, view: View, path: str, request: Request) -> Answer:
        if not path and request.method != "POST":
            asked = _fields(request.query)
            return said(HTTPStatus.BAD_REQUEST, "no query of ours") if asked is None else self._list(view, asked)
        kind, _, rest = path.partition("/")
        name, _, act = rest.partition("/")
        case = self._desk.case(name) if kind == "case" else None
        if case is None:
            return said(HTTPStatus.NOT_FOUND, "no such record; the list of them may have changed")
        if request.method != "POST":
            return self._case(view, case) if not act else said(HTTPStatus.NOT_FOUND, "no such page")
        return self._write(view, case, act, request)

    def _list(self, view: View, asked: dict[str, str]) -> Answer:
        """Show the records, those of one source or warning alone if that is asked for."""
        cases = self._desk.cases()
        source, warning = asked.get("source", ""), asked.get("warning", "")
        found = [
            case
            for case in cases
            if source in ("", case.project.source)
            and (warning in case.open if warning else case.open or "all" in asked)
        ]
        number = max(int(asked["page"]), 1) if asked.get("page", "").isdecimal() else 1
        html = view.list(
            found[(number - 1) * A_PAGE : number * A_PAGE],
            every=cases,
            asked=asked,
            found=len(found),
            number=number,
            pages=-(-len(found) // A_PAGE),
        )
        return Answer(HTTPStatus.OK, html, HTML)

    def _case(
        self,
        view: View,
        case: Case,
        *,
        status: HTTPStatus = HTTPStatus.OK,
        fault: str = "",
        typed: dict[str, str] | None = None,
    ) -> Answer:
        lines, missing = self._lines(case)
        html = view.case(
            case,
            lines=lines,
            missing=missing,
            waiting=self._waiting(case),
            writable=self._sources is not None,
            seen=reviewed.seen(case.project),
            fault=fault,
            typed=typed or {},
        )
        return Answer(status, html, HTML)

    def _lines(self, case: Case) -> tuple[list[list[Part]], str]:
        """Return the page's text with what was read from it, or why there is none."""
        try:
            page = self._pages.of(case.project)
            text = read_printed(page.body, content_type=page.content_type, path_hint=page.url)
        except (InputError, ArchiveError) as error:
            return [], str(error)
        return text.marked(case.evidence), ""

    def _waiting(self, case: Case) -> list[Lookup]:
        """Return the lookups of the source's file that fit the record's words."""
        try:
            lookups = lookup.of_source(self._sources, case.project.source or "")
        except SourceError:
            return []
        words = case.correctable
        return [one for one in lookups if one.name in {None, case.project.name} and words.get(one.field) == one.match]

    def _write(self, view: View, case: Case, act: str, request: Request) -> Answer:
        """Write down what a form says."""
        typed = _fields(request.body.decode(errors="replace"))
        if typed is None:
            return said(HTTPStatus.BAD_REQUEST, "no form of ours")
        if typed.get("seen") != reviewed.seen(case.project):
            return self._case(view, case, status=HTTPStatus.CONFLICT, fault=view.text("changed"), typed=typed)
        try:
            if act == "accept":
                self._accept(view, case, typed)
            elif act == "lookup":
                self._correct(view, case, typed)
            else:
                return said(HTTPStatus.NOT_FOUND, "no such page")
        except CouncilScraperError as error:
            return self._case(view, case, status=HTTPStatus.UNPROCESSABLE_ENTITY, fault=str(error), typed=typed)
        return _see(f"/{self.key}/{view.language}/case/{quote(case.project.id, safe='')}#{act}")

    def _accept(self, view: View, case: Case, typed: dict[str, str]) -> None:
        warning, note = typed.get("warning", ""), clean(typed.get("note", ""))
        if warning not in case.open:
            raise InputError(view.text("not_open"))
        if not note:
            raise InputError(view.text("note_missing"))
        reviewed.accept(self._desk.reviewed, case.project, WarningCode(warning), note)

    def _correct(self, view: View, case: Case, typed: dict[str, str]) -> None:
        """Write a lookup, if it changes the record."""
        column, value = typed.get("field", ""), typed.get("value", "")
        if column not in case.correctable:
            raise InputError(view.text("field_missing"))
        correction = Correction(
            field=column,
            match=case.correctable[column],
            note=clean(typed.get("note", "")),
            value=None if "remove" in typed else value,
            name=case.project.name if "only" in typed else None,
        )
        lookup.write(
            self._sources, case.project.source or "", correction, check=lambda source: self._try(view, case, source)
        )

    def _try(self, view: View, case: Case, source: Source) -> None:
        """Hold a source's last lookup against the record's page. Raises SourceError where it fits nothing there."""
        try:
            response = self._pages.of(case.project)
        except (InputError, ArchiveError):
            return  # nothing to try it on
        uses = harvest.finish(source, response, harvest.read_page(source, response))
        if not uses[source.lookups[-1]]:
            raise SourceError(view.text("fits_nothing"))


def _foreign(request: Request) -> str | None:
    """Return why a request that writes is not one of our own pages' forms; None where it is."""
    if request.headers.get("origin") != f"http://{request.headers['host']}":
        return "only the desk's own pages write"
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return "only the desk's own pages write"
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        return "only forms are read"
    return None


def _fields(form: str) -> dict[str, str] | None:
    """Return the fields of a form or a query; None where it is none of ours."""
    try:
        return dict(parse_qsl(form, max_num_fields=_FIELDS, keep_blank_values=True, errors="strict"))
    except ValueError:
        return None


def _language(accepted: str) -> Language:
    """Return the first language of a browser's that we have."""
    for one in accepted.split(","):
        code = one.partition(";")[0].strip().lower()[:2]
        for language in LANGUAGES:
            if code == language:
                return language
    return "en"


def _see(path: str) -> Answer:
    return Answer(HTTPStatus.SEE_OTHER, b"", headers={"Location": path})
