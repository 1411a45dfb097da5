"""The dataset's description as linked data: for data portals (DCAT-AP 3) and for search engines (schema.org).

A folder with the other files comes in; `dcat.jsonld` and `dataset.jsonld` go out. What nobody configured, such as the
licence, is left out. Addresses are relative where it was not said where the files will be found. Sources:
https://semiceu.github.io/DCAT-AP/releases/3.0.1/ and https://schema.org/Dataset, https://schema.org/MonetaryGrant.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TextIO

from scraper.disk import digest
from scraper.publish.csv import money
from scraper.publish.package import MEDIA_TYPES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal
    from pathlib import Path

    from scraper.model import Project
    from scraper.publish.publication import Publication

    Json = dict[str, object]

AUTHORITY = "http://publications.europa.eu/resource/authority/"
"""Where the EU's lists of codes live: file types, frequencies, countries, languages."""
FILE_TYPES = {"csv": "CSV", "json": "JSON", "jsonl": "JSON", "xlsx": "XLSX", "parquet": "PARQUET"}
LANGUAGES = {"fi": "FIN", "sv": "SWE", "en": "ENG"}
MEDIA = "https://www.iana.org/assignments/media-types/"
DCAT_CONTEXT: Json = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def write_dcat(
    stream: TextIO, folder: Path, names: Sequence[str], projects: Sequence[Project], publication: Publication
) -> None:
    """Describe the dataset and its files `names` to data portals."""
    base = publication.url or ""
    dataset: Json = {
        "@context": DCAT_CONTEXT,
        "@id": f"{base}dcat.jsonld#dataset",
        "@type": "dcat:Dataset",
        "dct:title": _told(publication.title, publication),
        "dct:description": _told(publication.description, publication),
        "dct:spatial": {"@id": f"{AUTHORITY}country/FIN", "@type": "dct:Location"},
        "dct:language": [
            _of_type("dct:LinguisticSystem", f"language/{LANGUAGES[each]}") for each in publication.languages
        ],
        "dcat:keyword": [{"@value": word} for word in publication.keywords],
    }
    if publication.frequency:
        dataset["dct:accrualPeriodicity"] = _of_type("dct:Frequency", f"frequency/{publication.frequency}")
    if publication.publisher:
        publisher: Json = {"@type": "foaf:Agent", "foaf:name": publication.publisher}
        if publication.publisher_url:
            publisher["foaf:homepage"] = {"@id": publication.publisher_url, "@type": "foaf:Document"}
        dataset["dct:publisher"] = publisher
    if publication.contact:
        contact = "vcard:hasEmail" if publication.contact.startswith("mailto:") else "vcard:hasURL"
        dataset["dcat:contactPoint"] = {
            "@type": "vcard:Kind",
            "vcard:fn": publication.publisher or publication.title,
            contact: {"@id": publication.contact},
        }
    if modified := last_retrieved(projects):
        dataset["dct:modified"] = {"@type": "xsd:date", "@value": modified}
    dataset["dcat:distribution"] = [_distribution(folder / name, base, publication) for name in names]
    stream.write(json.dumps(dataset, ensure_ascii=False, indent=2) + "\n")


def _distribution(file: Path, base: str, publication: Publication) -> Json:
    """Return one file as DCAT knows it."""
    address = {"@id": f"{base}{file.name}"}
    distribution: Json = {
        "@id": f"{base}dcat.jsonld#{file.name}",
        "@type": "dcat:Distribution",
        "dct:title": file.name,
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "dcat:mediaType": {"@id": f"{MEDIA}{MEDIA_TYPES[file.suffix]}", "@type": "dct:MediaType"},
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.stat().st_size)},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256", "@type": "spdx:ChecksumAlgorithm"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": digest(file)},
        },
    }
    if kind := FILE_TYPES.get(file.suffix[1:]):
        distribution["dct:format"] = _of_type("dct:MediaTypeOrExtent", f"file-type/{kind}")
    if licence := _licence(publication):
        distribution["dct:license"] = {"@id": licence, "@type": "dct:LicenseDocument"}
    return distribution


def write_schema_org(
    stream: TextIO, folder: Path, names: Sequence[str], projects: Sequence[Project], publication: Publication
) -> None:
    """Describe the dataset, its files and each grant to search engines. Grants are written one by one."""
    base = publication.url or ""
    dataset: Json = {
        "@id": f"{base}dataset.jsonld#dataset",
        "@type": "Dataset",
        "name": publication.title,
        "description": publication.description,
        "keywords": list(publication.keywords),
        "spatialCoverage": {"@type": "Place", "name": "Finland"},
        "isAccessibleForFree": True,
        "url": publication.url,
        "license": _licence(publication),
        "dateModified": last_retrieved(projects),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": name,
                "contentUrl": f"{base}{name}",
                "encodingFormat": MEDIA_TYPES[(folder / name).suffix],
                "contentSize": f"{(folder / name).stat().st_size} B",
                "sha256": digest(folder / name),
            }
            for name in names
        ],
    }
    if publication.publisher:
        publisher = {"@type": "Organization", "name": publication.publisher, "url": publication.publisher_url}
        dataset["publisher"] = _stated(publisher)
    stream.write('{"@context": "https://schema.org/", "@graph": [\n')
    stream.write(json.dumps(_stated(dataset), ensure_ascii=False))
    for project in projects:
        if project.status == "granted":
            stream.write(",\n" + json.dumps(_grant(project, base), ensure_ascii=False))
    stream.write("\n]}\n")


def _grant(project: Project, base: str) -> Json:
    """Return one grant and the project that it pays for, in schema.org's words."""
    funded = {
        "@type": "Project",
        "name": project.name,
        "description": project.description,
        "foundingDate": project.start_date and project.start_date.isoformat(),
        "dissolutionDate": project.end_date and project.end_date.isoformat(),
        "member": project.applicant and {"@type": "Organization", "name": project.applicant},
    }
    return _stated(
        {
            "@id": f"{base}dataset.jsonld#{project.id}",
            "@type": "MonetaryGrant",
            "identifier": project.id,
            "name": project.name,
            "amount": _amount(project.granted_amount),
            "funder": project.funder and {"@type": "Organization", "name": project.funder},
            "fundedItem": _stated(funded),
            "url": project.source_url,
        }
    )


def last_retrieved(projects: Sequence[Project]) -> str | None:
    """Return the day, in UTC, on which the newest of the pages was fetched."""
    times = [project.retrieved_at for project in projects if project.retrieved_at]
    return max(times).date().isoformat() if times else None


def _amount(amount: Decimal | None) -> Json | None:
    return None if amount is None else {"@type": "MonetaryAmount", "currency": "EUR", "value": money(amount)}


def _licence(publication: Publication) -> str | None:
    """Return the licence's address: as configured, or SPDX's page of its id."""
    spdx = f"https://spdx.org/licenses/{publication.licence}" if publication.licence else None
    return publication.licence_url or spdx


def _told(text: str, publication: Publication) -> Json:
    """Return what the publisher says, in the language in which that is, where we were told."""
    return {"@value": text} if publication.language is None else {"@language": publication.language, "@value": text}


def _of_type(kind: str, code: str) -> Json:
    return {"@id": f"{AUTHORITY}{code}", "@type": kind}


def _stated(record: Mapping[str, object]) -> Json:
    """Return a record without what is not known."""
    return {key: value for key, value in record.items() if value is not None}
