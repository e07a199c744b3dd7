"""A certificate makes the server say so: cookies for https only, and HSTS (R1.8)."""

import os
import re
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPSConnection
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

PROGRAM = [sys.executable, "-m", "yihu.cli.main"]


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name.from_rfc4514_string("CN=localhost")
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    paths = tmp_path / "cert.pem", tmp_path / "key.pem"
    paths[0].write_bytes(made.sign(key, hashes.SHA256()).public_bytes(pem))
    paths[1].write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    return paths


@pytest.fixture
def port(tmp_path: Path, certificate: tuple[Path, Path]) -> Iterator[int]:
    """Where `yihu serve` listens, on a store of its own."""
    own = {"YIHU_DATA_DIR": str(tmp_path / "var"), "YIHU_TLS": "false"}
    environment = {k: v for k, v in os.environ.items() if not re.match("YIHU_|DJANGO_", k)} | own
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    subprocess.run([*PROGRAM, "init"], env=environment, check=True, capture_output=True)
    words = ["serve", "--port", str(number), "--workers", "1"]
    words += ["--tls-cert", str(certificate[0]), "--tls-key", str(certificate[1])]
    server = subprocess.Popen([*PROGRAM, *words], env=environment, stdout=subprocess.DEVNULL)
    yield number
    server.terminate()
    server.wait(30)


def ask(port: int) -> tuple[int, dict[str, str]]:
    trust = ssl._create_unverified_context()  # its own certificate, made a second ago
    for _try in range(150):
        try:
            door = HTTPSConnection("127.0.0.1", port, timeout=5, context=trust)
            door.request("GET", "/setup/start/")
            answer = door.getresponse()
            return answer.status, dict(answer.getheaders())
        except OSError:
            time.sleep(0.2)
    pytest.fail("the server does not answer")


@pytest.mark.slow
@pytest.mark.once
def test_it_works(port: int) -> None:
    status, headers = ask(port)
    assert status == 200
    assert "Secure" in headers["Set-Cookie"]
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
