"""Answers as the fetch layer hands them to the archive, made up."""

from __future__ import annotations

import gzip
import random
from datetime import UTC, datetime, timedelta
from http import HTTPStatus

from scraper.response import Exchange, Response

BEGAN = datetime(2026, 3, 1, 6, 0, tzinfo=UTC)
PAGE = b"<!doctype html><title>Rahoitetut hankkeet</title><p>Silta tulevaan: 30 000 \xe2\x82\xac"


_NOISE = random.Random(2026).randbytes(5_000_000)


def at(minute: float) -> datetime:
    return BEGAN + timedelta(minutes=minute)


def exchange(
    url: str, payload: bytes = b"", status: int = 200, minute: float = 0, headers: str = "", request: str = ""
):
    """Return one hop; `headers` and `request` are further lines, each ended by a line feed."""
    path = "/" + url.partition("//")[2].partition("/")[2]
    asked = f"GET {path} HTTP/1.1\nHost: liitto.example\nUser-Agent: council-scraper\n{request}\n"
    head = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\n{headers}\n"
    return Exchange(
        url=url,
        request_head=asked.replace("\n", "\r\n").encode(),
        response_head=head.replace("\n", "\r\n").encode(),
        payload=payload,
        ip="192.0.2.1",
        started_at=at(minute),
        status=status,
    )


def answer(url: str, body: bytes = PAGE, minute: float = 0, *, packed: bool = False, headers: str = "", hops=()):
    """Return a page as it is when fetched."""
    lines = "Content-Type: text/html; charset=utf-8\n" + headers + ("Content-Encoding: gzip\n" if packed else "")
    last = exchange(url, gzip.compress(body, 0, mtime=0) if packed else body, 200, minute, lines)
    return Response(url, 200, {}, "text/html; charset=utf-8", body, at(minute), (*hops, last))


def unchanged(url: str, minute: float, body: bytes = PAGE, headers: str = ""):
    """Return what a 304 becomes."""
    hop = exchange(url, b"", 304, minute, headers)
    return Response(url, 200, {}, "text/html", body, at(minute), (hop,), unchanged=True)


def noise(length: int, seed: int) -> bytes:
    """Return about so many bytes that no packing makes smaller, others for each seed."""
    begin = seed * 1_009 % (len(_NOISE) - length)
    return b"%d " % seed + _NOISE[begin : begin + length]
