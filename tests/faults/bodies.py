"""Bodies that are packed wrongly, and whole ones that are no page."""

from __future__ import annotations

import gzip
import struct
import zlib

from tests.faults.server import ARRIVES, UNREADABLE, Fault
from tests.faults.wire import HALF, MEGABYTE, PACKED, PAGE, bomb, chunk, head, html, packed, typed

PLAIN = gzip.compress(PAGE)
FRAME = PLAIN[:10]
"""gzip's first ten bytes."""
NAMED = FRAME[:3] + b"\x08" + FRAME[4:] + b"x" * 100_000 + b"\0" + PLAIN[10:]
BROTLI_BOMB = b"\x5b\xff\xff\x3f\x00" + bytes(1600)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4s", 13, b"IHDR") + bytes(64)
ZIP = b"PK\x03\x04\x14\0\0\0\x08\0" + bytes(100) + b"PK\x05\x06" + bytes(18)


def rounds(times: int) -> bytes:
    """Return a page that was packed so many times."""
    body = PAGE
    for _ in range(times):
        body = gzip.compress(body, 1)
    return packed(body, ", ".join(["gzip"] * times))


FAULTS = [
    Fault("gzip", packed(PLAIN), ARRIVES),
    Fault("gzip in capitals", packed(PLAIN, "GZIP"), ARRIVES),
    Fault("gzip by its old name", packed(PLAIN, "x-gzip"), ARRIVES),
    Fault(
        "gzip in chunks",
        head("Transfer-Encoding: chunked", "Content-Encoding: gzip") + chunk(PLAIN) + b"0\r\n\r\n",
        ARRIVES,
    ),
    Fault("gzip, no length", head("Content-Encoding: gzip") + PLAIN, ARRIVES),
    Fault("gzip with a long file name", packed(NAMED), ARRIVES),
    Fault(
        "gzip with more in its head",
        packed(FRAME[:3] + b"\x04" + FRAME[4:] + b"\xff\xff" + bytes(65535) + PLAIN[10:]),
        ARRIVES,
    ),
    Fault("gzip with flags of the future", packed(FRAME[:3] + b"\xe0" + PLAIN[4:]), "encoding"),
    Fault("gzip of another method", packed(FRAME[:2] + b"\x07" + PLAIN[3:]), "encoding"),
    Fault("gzip that is deflate", packed(zlib.compress(PAGE)), "encoding"),
    Fault("gzip and an empty element", packed(PLAIN, ", gzip,"), ARRIVES),
    Fault(
        "gzip in a header, nothing in another", html("Content-Encoding:", "Content-Encoding: gzip", body=PLAIN), ARRIVES
    ),
    Fault("empty elements alone", packed(PAGE, ",,"), ARRIVES),
    Fault("gzip in quotes", packed(PLAIN, '"gzip"'), "encoding"),
    Fault("gzip with a weight", packed(PLAIN, "gzip;q=1"), "encoding"),
    Fault("gzip with a comment without an end", packed(FRAME[:3] + b"\x10" + FRAME[4:] + b"x" * MEGABYTE), "cut-off"),
    Fault(
        "gzip with a wrong checksum of its head",
        packed(FRAME[:3] + b"\2" + FRAME[4:] + bytes(2) + PLAIN[10:]),
        "encoding",
    ),
    Fault("gzip and identity", packed(PLAIN, "gzip, identity"), "encoding"),
    Fault("a coding that is a charset", packed(PAGE, "utf-8"), "encoding"),
    Fault("a coding without a name", packed(PAGE, ""), ARRIVES),
    Fault("identity", packed(PAGE, "identity"), ARRIVES),
    Fault("gzip cut in half", packed(PACKED[: len(PACKED) // 2]), "cut-off"),
    Fault("gzip cut in half, no length", head("Content-Encoding: gzip") + PACKED[: len(PACKED) // 2], "cut-off"),
    Fault("gzip cut in its head", packed(PACKED[:5]), "cut-off"),
    Fault("gzip without its checksum", packed(PLAIN[:-8]), "cut-off"),
    Fault("gzip without its last byte", packed(PLAIN[:-1]), "cut-off"),
    Fault("gzip with a wrong checksum", packed(PLAIN[:-8] + bytes(4) + PLAIN[-4:]), "encoding"),
    Fault("gzip with a wrong length", packed(PLAIN[:-4] + b"\1\1\1\1"), "encoding"),
    Fault("gzip with a flipped bit", packed(PLAIN[:40] + bytes([PLAIN[40] ^ 4]) + PLAIN[41:]), "encoding"),
    Fault("gzip of nothing at all", packed(b""), "cut-off"),
    Fault("gzip of an empty page", packed(gzip.compress(b"")), UNREADABLE),
    Fault("gzip with junk after it", packed(PLAIN + b"<script>"), "encoding"),
    Fault("gzip with zeros after it", packed(PLAIN + bytes(512)), "encoding"),
    Fault("gzip with a second one after it", packed(PLAIN + PLAIN), "encoding"),
    Fault("gzip that is none", packed(PAGE), "encoding"),
    Fault("gzip that nobody named", html(body=PLAIN), UNREADABLE),
    Fault("gzip bomb of a gigabyte", packed(bomb(1000)), "too-long"),
    Fault("gzip bomb in a bomb", packed(gzip.compress(bomb(1000)), "gzip, gzip"), "encoding"),
    Fault("gzip over the limit by a byte", packed(gzip.compress(b"x" * (2 * MEGABYTE + 1))), "too-long"),
    Fault("gzip twice", rounds(2), "encoding"),
    Fault("gzip a hundred times", rounds(100), "encoding"),
    Fault("gzip in two headers", html("Content-Encoding: gzip", "Content-Encoding: gzip", body=PLAIN), "encoding"),
    Fault("deflate", packed(zlib.compress(PAGE), "deflate"), "encoding"),
    Fault("deflate without its head", packed(zlib.compress(PAGE)[2:-4], "deflate"), "encoding"),
    Fault("brotli", packed(BROTLI_BOMB, "br"), "encoding"),
    Fault("zstd", packed(b"\x28\xb5\x2f\xfd\x24\0", "zstd"), "encoding"),
    Fault("compress", packed(b"\x1f\x9d\x90", "compress"), "encoding"),
    Fault("a coding that nobody knows", packed(PAGE, "hämeen"), "encoding"),
    Fault("a coding of 50 kB", packed(PAGE, "x" * 50_000), "encoding"),
    Fault("a coding with an escape in it", packed(PAGE, "a\tb"), "encoding"),
    Fault("PDF as PDF", typed("application/pdf", PDF), UNREADABLE),
    Fault("PDF as HTML", typed("text/html", PDF), UNREADABLE),
    Fault("PNG as a picture", typed("image/png", PNG), UNREADABLE),
    Fault("PNG as HTML", typed("text/html", PNG), UNREADABLE),
    Fault("ZIP as a stream of octets", typed("application/octet-stream", ZIP), UNREADABLE),
    Fault("ZIP as HTML", typed("text/html", ZIP), UNREADABLE),
    Fault("HTML as a stream of octets", typed("application/octet-stream", PAGE), ARRIVES),
    Fault("HTML without a type", head(f"Content-Length: {len(PAGE)}") + PAGE, ARRIVES),
    Fault("HTML of an impossible type", typed(";;;=/,", PAGE), ARRIVES),
    Fault("HTML as a picture", typed("image/png", PAGE), ARRIVES),
    Fault("HTML in UTF-8, said to be UTF-16", typed("text/html; charset=utf-16", PAGE), ARRIVES),
    Fault("200 with nothing", html(body=b""), UNREADABLE),
    Fault("200 with white space", html(body=b" \r\n\t" * 50), UNREADABLE),
    Fault("200 with a part, said by its range alone", html("Content-Range: bytes 0-151/305", body=HALF), UNREADABLE),
    Fault(
        "200 with a digest of another page", html("Content-MD5: AAAAAAAAAAAAAAAAAAAAAA==", "Digest: md5=AA=="), ARRIVES
    ),
    Fault("200 to be saved as a file", html('Content-Disposition: attachment; filename="../../x"'), ARRIVES),
    Fault("200 with half a page, and its length", html(body=HALF), UNREADABLE),
]
