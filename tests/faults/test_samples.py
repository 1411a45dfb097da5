"""Scrapy's samples of packed bodies, whole, cut and bombs: gzip is unpacked, everything else refused by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scraper.errors import FetchError
from scraper.response import Limits
from tests.faults.meeting import fetching
from tests.faults.server import ARRIVES, Fault, FaultServer
from tests.faults.wire import packed
from tests.peers.archives import contents

if TYPE_CHECKING:
    from tests.faults.certificates import Authority

MISSING = "Scrapy's archive is not fetched; run: make peers"
FOLDER = "tests/sample_data/compressed"
OUTCOMES = {
    "html-gzip.bin": ("gzip", ARRIVES),
    "feed-sample1.xml.gz": ("gzip", ARRIVES),
    "html-gzip-deflate.bin": ("gzip, deflate", "encoding"),
    "html-gzip-deflate-gzip.bin": ("gzip, deflate, gzip", "encoding"),
    "html-zlibdeflate.bin": ("deflate", "encoding"),
    "html-rawdeflate.bin": ("deflate", "encoding"),
    "html-br.bin": ("br", "encoding"),
    "html-zstd-static-content-size.bin": ("zstd", "encoding"),
    "html-zstd-static-no-content-size.bin": ("zstd", "encoding"),
    "html-zstd-streaming-no-content-size.bin": ("zstd", "encoding"),
    "feed-sample1.xml.bz2": ("bzip2", "encoding"),
    "feed-sample1.zip": ("zip", "encoding"),
    "bomb-gzip.bin": ("gzip", "too-long"),
    "bomb-deflate.bin": ("deflate", "encoding"),
    "bomb-br.bin": ("br", "encoding"),
    "bomb-zstd.bin": ("zstd", "encoding"),
    "truncated-crc-error.gz": ("gzip", "cut-off"),
    "truncated-crc-error-short.gz": ("gzip", "cut-off"),
    "unexpected-eof.gz": ("gzip", "cut-off"),
}
SAMPLES = contents("scrapy", f"{FOLDER}/*")
LIMITS = Limits(body=5_000_000)


@pytest.mark.skipif(not SAMPLES, reason=MISSING)
def test_each_sample_ends_as_it_must(authority: Authority) -> None:
    faults = [Fault(name, packed(SAMPLES[f"{FOLDER}/{name}"], coding), how) for name, (coding, how) in OUTCOMES.items()]
    kinds = {}
    with FaultServer(authority.server(), faults) as server, fetching(LIMITS) as get:
        for fault in faults:
            try:
                kinds[fault.name] = ARRIVES if get(server.url(fault, "http")).body else "empty"
            except FetchError as error:
                kinds[fault.name] = str(error.kind)
    assert kinds == {name: outcome for name, (_, outcome) in OUTCOMES.items()}
