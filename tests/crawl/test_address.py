from __future__ import annotations

import pytest

from scraper.crawl.address import is_public, resolve
from scraper.errors import FetchError

PUBLIC = ["8.8.8.8", "193.166.3.2", "2001:708:10:8::2", "2a00:1450:4001::1", "64:ff9b::808:808", "100.63.255.255"]
NOT_PUBLIC = [
    "0.0.0.1", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
    "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.7",
    "203.0.113.7", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1",
    "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "fc00::1", "fd12::1", "fe80::1", "fe80::1%1", "ff02::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address):
    assert is_public(address)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("host", ["localhost", "127.1", "0x7f000001", "10.0.0.1"])
def test_a_private_host_is_refused_unless_allowed(host):
    with pytest.raises(FetchError, match="private network"):
        resolve(host, 80)
    assert resolve(host, 80, allow_private=True)


def test_a_public_address_is_itself():
    assert resolve("193.166.3.2", 443) == ["193.166.3.2"]
