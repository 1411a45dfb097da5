"""The dataset's description for programs: a Data Package (v2) with the Table Schema of each CSV file.

The other files of the set come in as a folder, `datapackage.json` goes out: columns with types, meanings and
constraints, the key that joins goals to projects, and size and SHA-256 of every file. Source:
https://datapackage.org/standard/data-package/.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TextIO, get_args

from scraper import __version__
from scraper.disk import digest
from scraper.model import Precision, Status
from scraper.publish.dictionary import entries
from scraper.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scraper.publish.dictionary import Entry
    from scraper.publish.publication import Publication

    Json = dict[str, object]

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLES = {"projects.csv": "projects", "goals.csv": "goals", "projects.fi.csv": "projects"}
"""The files that are tables in plain text, and whose columns they have."""
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".jsonld": "application/ld+json",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FORMATS = {".jsonl": "json-lines", ".parquet": "apache-parquet", ".xlsx": "excel"}
"""Formats in words of our own: by their usual names, validators would look for a Table Schema in these files."""
REGION = "^(0[124-9]|1[0-9]|21)$"
NEVER_NULL = frozenset({"id", "name", "currency", "status", "content_digest", "project_id", "number", "goal"})


def write_package(stream: TextIO, folder: Path, names: Sequence[str], publication: Publication) -> None:
    """Describe the files `names` of a folder, all of which are there already."""
    package: Json = {
        "$schema": PROFILE,
        "name": "council-scraper-projects",
        "title": publication.title,
        "description": publication.description,
        "version": SCHEMA_VERSION,
        "keywords": list(publication.keywords),
        **_terms(publication),
        "resources": [_resource(folder / name) for name in names],
        "generator": f"council-scraper {__version__}",
    }
    stream.write(json.dumps(package, ensure_ascii=False, indent=2) + "\n")


def _terms(publication: Publication) -> Json:
    """Return who publishes and on which terms, where that was configured."""
    terms: Json = {}
    if publication.url:
        terms["homepage"] = publication.url
    if publication.licence or publication.licence_url:
        licence = {"name": publication.licence, "path": publication.licence_url}
        terms["licenses"] = [{key: value for key, value in licence.items() if value}]
    if publication.publisher:
        publisher = {"title": publication.publisher, "path": publication.publisher_url, "roles": ["publisher"]}
        if publication.contact and publication.contact.startswith("mailto:"):
            publisher["email"] = publication.contact.removeprefix("mailto:")
        terms["contributors"] = [{key: value for key, value in publisher.items() if value}]
    return terms


def _resource(file: Path) -> Json:
    """Return one file's description."""
    resource: Json = {
        "name": file.name.replace(".", "-"),
        "path": file.name,
        "format": FORMATS.get(file.suffix, file.suffix[1:]),
        "mediatype": MEDIA_TYPES[file.suffix],
        "bytes": file.stat().st_size,
        "hash": f"sha256:{digest(file)}",
    }
    if file.name in TABLES:
        localised = file.name.endswith(".fi.csv")
        table = TABLES[file.name]
        resource |= {
            "type": "table",
            "encoding": "utf-8",
            "dialect": {"delimiter": ";" if localised else ",", "lineTerminator": "\r\n", "doubleQuote": True},
            "schema": _schema(table, file, localised=localised),
        }
        if localised:
            resource["description"] = (
                "For spreadsheets: texts that could begin a formula have an apostrophe in front, and none is longer"
                " than a cell of Excel. projects.csv has them as they are."
            )
    return resource


def _schema(table: str, file: Path, *, localised: bool) -> Json:
    """Return the Table Schema of a file; its fields are named as the file's header names them."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        names = stream.readline().rstrip("\r\n").split(";" if localised else ",")
    schema: Json = {
        "fields": [
            _field(name, entry, localised=localised) for name, entry in zip(names, entries(table, "en"), strict=True)
        ],
        "missingValues": [""],
    }
    if table == "projects":
        return schema | {"primaryKey": [names[0]]}
    reference = {"resource": "projects-csv", "fields": ["id"]}
    foreign = [{"fields": ["project_id"], "reference": reference}]
    return schema | {"primaryKey": ["project_id", "number"], "foreignKeys": foreign}


def _field(name: str, entry: Entry, *, localised: bool) -> Json:
    """Return a column's type, meaning and constraints."""
    field: Json = {"name": name, "title": entry.heading, "description": entry.meaning, **_type(entry.type)}
    if localised and entry.type == "number":
        field["decimalChar"] = ","
    if localised and entry.type == "object":
        field |= {"type": "string"}  # the guard and the length of a cell may break the JSON
    constraints: Json = {}
    if entry.column in NEVER_NULL:
        constraints["required"] = True
    if entry.column == "id":
        constraints["unique"] = True
    if entry.type == "number":
        constraints["minimum"] = 0
    if entry.column == "funder_region":
        constraints["pattern"] = REGION
    enums = {"status": get_args(Status), "date_precision": get_args(Precision), "currency": ("EUR",)}
    if entry.column in enums:
        constraints["enum"] = list(enums[entry.column])
    return field | ({"constraints": constraints} if constraints else {})


def _type(kind: str) -> Json:
    """Return a type in the words of Table Schema."""
    if kind == "list":
        return {"type": "string", "comment": "Items stand on lines of their own."}
    return {"type": kind}
