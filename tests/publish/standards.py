"""Holds a dataset against the standards' own files: `make standards`.

DCAT-AP's shapes and 360Giving's schema are on GitHub, not in a package: they are fetched to `.cache/standards/` once.
The suite itself retells what they ask for (test_descriptions.py).
"""

from __future__ import annotations

import json
import sys
import tempfile
import urllib.request
import warnings
from pathlib import Path

import frictionless
import jsonschema
import pyshacl
import rdflib

from scraper.model import Page
from scraper.publish import dataset
from scraper.publish.formats import Edition
from scraper.publish.publication import load_publication
from tests.publish.conftest import full_project
from tests.publish.test_descriptions import CONFIGURED

CACHE = Path(".cache/standards")
RAW = "https://raw.githubusercontent.com/"
FILES = {
    "dcat-ap-shapes.ttl": f"{RAW}SEMICeu/DCAT-AP/master/releases/3.0.1/html/shacl/shapes.ttl",
    "360-giving-schema.json": f"{RAW}ThreeSixtyGiving/standard/main/schema/360-giving-schema.json",
}


def fetched(name: str) -> str:
    """Return a standard's file, from the cache or from GitHub."""
    file = CACHE / name
    if not file.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with urllib.request.urlopen(FILES[name], timeout=30) as answer:  # noqa: S310  (our own https addresses)
            file.write_bytes(answer.read())
    return file.read_text(encoding="utf-8")


def published(folder: Path) -> Path:
    """Publish projects that every standard has a place for, and return the folder of the files."""
    (folder / "mine.toml").write_text(CONFIGURED, encoding="utf-8")
    edition = Edition([Page(url=None)], [full_project()], load_publication(folder / "mine.toml"))
    dataset.publish(folder / "output", edition)
    return folder / "output" / "current"


def shacl_violations(folder: Path) -> int:
    """Return how often the catalogue entry breaks DCAT-AP's shapes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # within rdflib itself
        graph = rdflib.Graph().parse(folder / "dcat.jsonld", format="json-ld", publicID="https://example.org/data/")
        shapes = rdflib.Graph().parse(data=fetched("dcat-ap-shapes.ttl"), format="turtle")
        _, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
    return len(list(report.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult)))


def grants_and_errors(folder: Path) -> tuple[int, list[str]]:
    """Return how many grants there are, and what 360Giving's schema says against them."""
    schema = json.loads(fetched("360-giving-schema.json"))
    grants = json.loads((folder / "360giving.json").read_text(encoding="utf-8"))["grants"]
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    return len(grants), [error.message for grant in grants for error in validator.iter_errors(grant)]


def main() -> int:
    """Print what each validator says, and return 1 where one found something."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = published(Path(scratch))
        report = frictionless.validate(str(folder / "datapackage.json"))
        violations = shacl_violations(folder)
        grants, errors = grants_and_errors(folder)
    print(f"frictionless validate datapackage.json: {'valid' if report.valid else report.flatten(['message'])}")
    print(f"DCAT-AP 3.0.1 shapes: {violations} violations")
    print(f"360Giving 1.4: {grants} grants, {len(errors)} errors {errors or ''}".rstrip())
    return 0 if report.valid and not violations and grants and not errors else 1


if __name__ == "__main__":
    sys.exit(main())
