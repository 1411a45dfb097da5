"""Raw records become projects: every stretch of text is normalised or refused, and keeps where it was read.

A refused value is null in its column; its text stays in `evidence` and, under its label, in `other_fields`, and a
warning says why. Nothing here looks for values: it only reads what extraction points at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scraper.extraction.fit import unit_of
from scraper.extraction.funder import Funder, default_funders
from scraper.extraction.labels import is_explicit
from scraper.extraction.programme import default_programmes
from scraper.extraction.statuses import read_status
from scraper.model import Page, Project, WarningCode
from scraper.normalise.inflection import basic_form
from scraper.normalise.money import read_money
from scraper.normalise.organisation import Organisation, read_organisation
from scraper.normalise.period import read_date, read_period
from scraper.normalise.text import clean, goal_continues, has_mojibake, strip_footnote, trim_goal

if TYPE_CHECKING:
    from datetime import date

    from scraper.extraction.choose import Found
    from scraper.extraction.page import PageFacts
    from scraper.extraction.record import RawRecord
    from scraper.model import Document, RawValue
    from scraper.readings import Shelf

_MONEY = ("granted_amount", "total_cost", "applied_amount")


def assemble_page(found: Found, document: Document, url: str | None, shelf: Shelf) -> Page:
    """Return what the page says of itself, normalised, with evidence."""
    facts = found.page
    page = Page(
        url=url,
        title=clean(facts.title) if facts.title else None,
        updated=facts.updated,
        funder=facts.funder,
        programme=facts.programme,
        programme_year=facts.programme_year,
        language=found.language,
        content_digest=document.digest,
        unread=found.unread,
        evidence=shelf.keep(facts.raw),
    )
    if has_mojibake("\n".join(document.blocks.texts)):
        page.warnings.append(WarningCode.MOJIBAKE.value)
    return page


class Assembler:
    """Turns the raw records of one page into projects."""

    def __init__(self, page: Page, facts: PageFacts, shelf: Shelf) -> None:
        self._page = page
        self._region = facts.funder_region
        self._shelf = shelf
        self._has_mojibake = WarningCode.MOJIBAKE.value in page.warnings
        self._shared = {_OF_PAGE[name]: raw for name, raw in facts.raw.items()}
        self._shown: dict[str, RawValue | list[RawValue]] = {}
        """Where the values of the project at hand were read, by column."""

    def project(self, record: RawRecord) -> Project:
        """Return the project of a raw record; `id` is still empty."""
        page = self._page
        project = Project(
            id="",
            name="",
            funder=page.funder,
            funder_region=self._region,
            programme=page.programme,
            programme_year=page.programme_year,
            page_title=page.title,
            page_updated=page.updated,
            source_url=page.url,
            content_digest=page.content_digest,
        )
        self._shown = {}
        warnings: set[WarningCode] = set(record.warnings)
        self._add_organisations(project, record)
        self._add_name(project, record)
        self._add_sums(project, record, warnings)
        self._add_dates(project, record, warnings)
        self._add_text(project, record, warnings)
        self._add_context(project, record)
        self._take_back(project, record)
        _keep_aside(project, record)
        project.warnings = sorted(warning.value for warning in warnings | check(project))
        project.evidence = self._shelf.keep(self._shown)
        return project

    def _add_name(self, project: Project, record: RawRecord) -> None:
        if record.name:
            project.name = strip_footnote(clean(record.name.text))
            self._shown["name"] = record.name
        if not project.name and project.applicant:
            project.name = project.applicant
            self._shown["name"] = self._shown["applicant"]

    def _add_organisations(self, project: Project, record: RawRecord) -> None:
        if applicant := record.values.get("applicant"):
            organisation = _organisation(strip_footnote(applicant.text))
            project.applicant = organisation.name or None
            project.applicant_legal_form = organisation.legal_form
            self._shown["applicant"] = applicant
            if organisation.business_id:
                project.applicant_business_id = organisation.business_id
                self._shown["applicant_business_id"] = applicant
        if printed := record.values.get("business_id"):
            found = read_organisation(f"Y-tunnus {printed.text}").business_id
            if found:
                project.applicant_business_id = found
            self._shown["applicant_business_id"] = printed
            if not found:
                project.other_fields[record.labels["business_id"]] = clean(printed.text)
        if record.partners:
            project.partners = [_organisation(partner.text).name for partner in record.partners]
            self._shown["partners"] = record.partners

    def _add_sums(self, project: Project, record: RawRecord, warnings: set[WarningCode]) -> None:
        for column in _MONEY:
            if value := record.values.get(column):
                money = read_money(value.text, unit=unit_of(record.units.get(column, "")))
                setattr(project, column, money.amount)
                self._shown[column] = value
                if money.warning:
                    warnings.add(money.warning)
                if money.amount is None:
                    project.other_fields.setdefault(record.labels.get(column, column), clean(value.text))

    def _add_dates(self, project: Project, record: RawRecord, warnings: set[WarningCode]) -> None:
        if value := record.values.get("period"):
            period = read_period(value.text)
            project.start_date, project.end_date, project.date_precision = period.start, period.end, period.precision
            for column, day in (("start_date", period.start), ("end_date", period.end)):
                if day or not period.start:
                    self._shown[column] = value
            if period.precision:
                self._shown["date_precision"] = value
            if period.warning:
                warnings.add(period.warning)
            if not (period.start or period.end):
                project.other_fields.setdefault(record.labels.get("period", "period"), clean(value.text))
        for column in ("start_date", "end_date", "decision_date"):
            if value := record.values.get(column):
                self._add_date(project, column, value, record.labels.get(column, column), warnings)

    def _add_date(self, project: Project, column: str, value: RawValue, label: str, warnings: set[WarningCode]) -> None:
        found = read_date(value.text)
        self._shown[column] = value
        if found is None or (column == "decision_date" and found[1] != "day"):
            warnings.add(WarningCode.UNPARSED_VALUE)
            project.other_fields.setdefault(label, clean(value.text))
            return
        day, precision = found
        if column == "end_date" and precision != "day":
            day = read_period(f"{value.text}–{value.text}").end or day
        setattr(project, column, day)
        if column != "decision_date":
            ranked = ("day", "month", "year")
            project.date_precision = max(project.date_precision or "day", precision, key=ranked.index)
            self._shown["date_precision"] = value

    def _add_text(self, project: Project, record: RawRecord, warnings: set[WarningCode]) -> None:
        if record.description:
            project.description = "\n\n".join(clean(paragraph.text) for paragraph in record.description)
            self._shown["description"] = record.description
        goals = [(trim_goal(clean(goal.text)), goal) for goal in record.goals]
        goals = [(text, goal) for text, goal in goals if text]
        if goals:
            project.goals = [text for text, _ in goals]
            self._shown["goals"] = [goal for _, goal in goals]
            if any(goal_continues(project.goals, number) for number in range(1, len(project.goals))):
                warnings.add(WarningCode.GOAL_CONTINUES)
        if self._has_mojibake:
            printed = [project.name, project.description or "", project.applicant or "", *project.goals]
            if any(map(has_mojibake, printed)):
                warnings.add(WarningCode.MOJIBAKE)

    def _add_context(self, project: Project, record: RawRecord) -> None:
        """Add what holds for the whole page, unless the record says otherwise."""
        self._shown.update(self._shared)
        if value := record.values.get("funder"):
            funder: Funder = default_funders().named(clean(value.text))
            project.funder, project.funder_region = funder.name, funder.region
            self._shown["funder"] = value
        if value := record.values.get("programme"):
            project.programme = default_programmes().named(clean(value.text))
            self._shown["programme"] = value
        project.status = read_status(record, project.granted_amount, project.applied_amount)
        if value := record.values.get("status"):
            self._shown["status"] = value

    def _take_back(self, project: Project, record: RawRecord) -> None:
        """Take a refused project's sum for what was asked for, unless its label says outright that it was granted.

        Then the page says two things: the sum stays under its label only.
        """
        if project.status != "rejected" or not project.granted_amount:
            return
        label, printed = record.labels.get("granted_amount", ""), record.values["granted_amount"]
        if "applied_amount" not in record.values and not is_explicit(label):
            project.applied_amount, self._shown["applied_amount"] = project.granted_amount, printed
        else:
            project.other_fields.setdefault(label or "granted_amount", clean(printed.text))
        project.granted_amount = None
        self._shown.pop("granted_amount")


def _organisation(printed: str) -> Organisation:
    """Read an organisation in its basic form, where a sentence prints another and the basic one is certain."""
    return read_organisation(basic_form(printed) or printed)


_OF_PAGE = {
    "title": "page_title",
    "updated": "page_updated",
    "funder": "funder",
    "programme": "programme",
    "programme_year": "programme_year",
}
"""The columns of a project that repeat a fact of its page."""


def _keep_aside(project: Project, record: RawRecord) -> None:
    """Keep every label that fills no column, with its value; a label printed twice keeps both, a line each."""
    for label, value in record.other:
        text = clean(value.text)
        held = project.other_fields.get(label)
        project.other_fields[label] = text if held is None or held == text else f"{held}\n{text}"


CHECKS = frozenset(
    {
        WarningCode.MISSING_APPLICANT,
        WarningCode.MISSING_AMOUNT,
        WarningCode.GRANT_OVER_COST,
        WarningCode.END_BEFORE_START,
        WarningCode.PERIOD_OUTSIDE_PROGRAMME,
    }
)
"""The warnings that the values themselves tell, however they were read."""


def check(project: Project) -> set[WarningCode]:
    """Return what a reader should look at in a project's values, out of `CHECKS`; no value is changed."""
    warnings: set[WarningCode] = set()
    if project.applicant is None:
        warnings.add(WarningCode.MISSING_APPLICANT)
    if project.granted_amount is None and project.applied_amount is None:
        warnings.add(WarningCode.MISSING_AMOUNT)
    if (
        project.granted_amount is not None
        and project.total_cost is not None
        and project.granted_amount > project.total_cost
    ):
        warnings.add(WarningCode.GRANT_OVER_COST)
    start: date | None = project.start_date
    if start and project.end_date and project.end_date < start:
        warnings.add(WarningCode.END_BEFORE_START)
    if start and project.programme_year and start.year != project.programme_year:
        warnings.add(WarningCode.PERIOD_OUTSIDE_PROGRAMME)
    return warnings
