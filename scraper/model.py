"""The nouns of the house: what readers hand on, what extraction finds, what is published.

No logic and no input or output here. A page is read into a `Document` of `Block`s; extraction points at
stretches of them with `RawValue`s; normalisers turn those into a `Project`, each value with its `Evidence`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

Kind = Literal["heading", "paragraph", "item", "term", "definition", "caption", "cell"]
Media = Literal["html", "text"]
Precision = Literal["day", "month", "year"]
Status = Literal["granted", "proposed", "applied", "rejected", "withdrawn"]
Node = object
"""A reader's own handle of a place in the source (an lxml element, a line number): opaque outside the reader."""


class Piece(NamedTuple):
    """A run of text that stands directly in one element: element boundaries survive here."""

    start: int
    """Where the run begins in its block's `text`."""
    end: int
    raw: str
    """The run as in the source, white space included."""
    node: Node
    """The element whose string value holds the run."""
    offset: int
    """How many characters of that string value come before `raw`."""
    strong: bool
    """Whether the run is emphasised: `b`, `strong`, `em`, `i`, `u`, `th`, `dt`, `label`."""
    link: str | None
    """Where the run links to, if it does."""


class Cell(NamedTuple):
    """Where in a table a block stands. Cells that span rows or columns stand once in each place they cover."""

    table: int
    row: int
    column: int
    header: bool
    repeated: bool
    """Whether the block is the copy that a span leaves in a further place."""


@dataclass(slots=True, eq=False)
class Block:
    """One line of a page, the one form in which every reader hands on what it read.

    `text` is clean: white space folded to single spaces, invisible characters gone, ends trimmed, typed bullet
    or number taken off (it is in `marker`). Lines of one paragraph (`<br>`, or no blank line between) are
    separate blocks with the same `paragraph` number.
    """

    kind: Kind
    text: str
    pieces: tuple[Piece, ...]
    node: Node
    """The block element (or line) that holds all the pieces."""
    container: int
    """Number of the innermost grouping element around it; `Document.parents` tells what that sits in."""
    paragraph: int
    level: int = 0
    """Heading level 1-6; nesting depth from 1 for items; 0 elsewhere and where a reader can't know."""
    marker: str = ""
    """The typed or implied list mark: `•`, `-`, `1.`; empty for none."""
    cell: Cell | None = None
    shape: str = ""
    """The element's name and class, `div.card__k`: blocks alike in the source are alike here."""
    hidden: bool = False
    """Closed accordions and the like: not shown until opened."""
    strong: bool = False
    """Whether all of the text is emphasised or the element is one that titles things (`button`, `summary`)."""


class Source(Protocol):
    """What a reader keeps of the page, so that a block can be traced back to it."""

    def path(self, node: Node) -> str:
        """Where a node is: an XPath for HTML, `line:N` for text."""
        ...

    def common(self, first: Node, last: Node) -> tuple[Node, int, int]:
        """Return the nearest node that holds both, and at which character of its string value each one begins."""
        ...

    def text(self, node: Node, start: int, end: int) -> str:
        """Return the characters `start` to `end` of a node's string value, as in the source."""
        ...


@dataclass(slots=True, eq=False)
class Document:
    """A page as read: blocks in reading order, navigation and other furniture left out."""

    blocks: list[Block]
    parents: list[int]
    """The tree of containers: `parents[n]` is the container that holds container n; -1 above container 0."""
    facts: dict[str, list[Block]]
    """What stands outside the text: `title`, `og:title`, `site_name`, `modified`, `published`, `time` …"""
    language: str | None
    media: Media
    encoding: str
    digest: str
    """`sha256:` and the hex digest of the page's bytes."""
    source: Source


class Evidence(NamedTuple):
    """Where a value was read: `string(path)[start:end]` is `raw`, up to white space."""

    raw: str
    path: str
    start: int
    end: int
    rule: str


class RawValue(NamedTuple):
    """A stretch of the document that was read as a value: from `start` in `block` to `end` in `last`."""

    text: str
    block: Block
    start: int
    end: int
    last: Block
    rule: str


class WarningCode(StrEnum):
    """What a reader of the dataset should know about a record. A warning never changes a value."""

    AMBIGUOUS_MONEY = "AMBIGUOUS_MONEY"
    AMBIGUOUS_DATE = "AMBIGUOUS_DATE"
    APPROXIMATE_AMOUNT = "APPROXIMATE_AMOUNT"
    UNPARSED_VALUE = "UNPARSED_VALUE"
    GRANT_OVER_COST = "GRANT_OVER_COST"
    END_BEFORE_START = "END_BEFORE_START"
    PERIOD_OUTSIDE_PROGRAMME = "PERIOD_OUTSIDE_PROGRAMME"
    GOAL_CONTINUES = "GOAL_CONTINUES"
    DUPLICATE_ON_PAGE = "DUPLICATE_ON_PAGE"
    TOTAL_MISMATCH = "TOTAL_MISMATCH"
    UNKNOWN_LABEL = "UNKNOWN_LABEL"
    MISSING_APPLICANT = "MISSING_APPLICANT"
    MISSING_AMOUNT = "MISSING_AMOUNT"
    MOJIBAKE = "MOJIBAKE"
    OVERRIDDEN = "OVERRIDDEN"


EvidenceMap = dict[str, "Evidence | list[Evidence]"]


@dataclass(slots=True)
class Project:
    """One funded project. The fields, in this order, are the columns of every file (docs/data-model.md)."""

    id: str
    name: str
    applicant: str | None = None
    applicant_business_id: str | None = None
    applicant_legal_form: str | None = None
    partners: list[str] = field(default_factory=list)
    granted_amount: Decimal | None = None
    total_cost: Decimal | None = None
    applied_amount: Decimal | None = None
    currency: str = "EUR"
    start_date: date | None = None
    end_date: date | None = None
    date_precision: Precision | None = None
    description: str | None = None
    goals: list[str] = field(default_factory=list)
    funder: str | None = None
    funder_region: str | None = None
    programme: str | None = None
    programme_year: int | None = None
    decision_date: date | None = None
    status: Status = "granted"
    page_title: str | None = None
    page_updated: date | None = None
    source: str | None = None
    source_url: str | None = None
    retrieved_at: datetime | None = None
    content_digest: str = ""
    other_fields: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    evidence: EvidenceMap = field(default_factory=dict)


@dataclass(slots=True)
class Page:
    """What a page says of itself."""

    url: str | None
    title: str | None = None
    updated: date | None = None
    funder: str | None = None
    programme: str | None = None
    programme_year: int | None = None
    language: str | None = None
    content_digest: str = ""
    projects: int = 0
    unread: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    evidence: EvidenceMap = field(default_factory=dict)
