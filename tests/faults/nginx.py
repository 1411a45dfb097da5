"""nginx in front of a folder, for traffic to which nothing is wrong: started on a free port, stopped at the end.

`python -m tests.faults.nginx` unpacks Debian's nginx under .cache/ where the machine has none; nothing is installed,
and no service is started.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "nginx"
SYSTEM = "/usr/sbin/nginx"
CONFIGURATION = """
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
events {{ worker_connections 64; }}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    types {{ text/html html; text/plain txt; application/xml xml; }}
    charset utf-8;
    charset_types text/html text/plain;
    gzip on;
    gzip_min_length 0;
    gzip_types text/plain application/xml;
    server {{
        listen 127.0.0.1:{port};
        root {root};
        absolute_redirect off;
        location / {{ }}
        location /plain/ {{ alias {root}/; gzip off; }}
        location /chunked/ {{ alias {root}/; gzip off; ssi on; }}
        location /browse/ {{ alias {root}/; autoindex on; }}
        location /moved/ {{ rewrite ^/moved/(.*)$ /$1 permanent; }}
        location /found/ {{ return 302 /moved/page.html; }}
        location /round/ {{ return 307 /round/; }}
        location /gone {{ return 410; }}
        location /busy {{ add_header Retry-After 7 always; return 503; }}
        location /once/ {{ alias {root}/; keepalive_requests 1; }}
        location /no-validators/ {{ alias {root}/; etag off; add_header Last-Modified ""; if_modified_since off; }}
    }}
}}
"""


def program() -> str | None:
    """Return the nginx of this machine, or else the one that was unpacked, if there is any."""
    unpacked = CACHE / "usr" / "sbin" / "nginx"
    return shutil.which("nginx") or shutil.which(SYSTEM) or (str(unpacked) if unpacked.exists() else None)


@contextlib.contextmanager
def serving(root: Path, form: str = CONFIGURATION) -> Iterator[tuple[str, Path]]:
    """Serve a folder, as a form of configuration says; yield the address of its root, and the log of what was asked."""
    found = program()
    assert found is not None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        configuration = folder / "nginx.conf"
        configuration.write_text(form.format(folder=folder, root=root, port=port), encoding="utf-8")
        command = [found, "-p", name, "-c", str(configuration)]
        if os.geteuid() == 0:
            command += ["-g", "user root;"]  # else its workers are nobody, who may not look into a test's folder
        process = subprocess.Popen(command, stderr=subprocess.PIPE)
        try:
            _wait_for(port, process)
            yield f"http://127.0.0.1:{port}", folder / "access.log"
        finally:
            process.terminate()
            process.communicate(timeout=10)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port), 1):
            return
        if process.poll() is not None:
            sys.exit(f"nginx did not start: {process.stderr.read().decode() if process.stderr else ''}")
        time.sleep(0.02)
    sys.exit("nginx did not start in four seconds")


def unpack() -> None:
    """Unpack Debian's package of nginx under .cache/. Raises CalledProcessError or OSError where that can't be."""
    CACHE.mkdir(parents=True, exist_ok=True)
    download = ["apt-get", "--quiet", "--quiet", "download", "nginx"]
    if subprocess.run(download, cwd=CACHE, check=False, capture_output=True).returncode:
        subprocess.run(["apt-get", "--quiet", "--quiet", "update"], check=True)  # a new machine has no list of packages
        subprocess.run(download, cwd=CACHE, check=True)
    [package] = CACHE.glob("nginx_*.deb")
    subprocess.run(["dpkg-deb", "--extract", str(package), str(CACHE)], check=True)


if __name__ == "__main__" and program() is None:
    try:
        unpack()
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        sys.exit(f"nginx could not be had ({error}); as root: apt-get install nginx-light")
