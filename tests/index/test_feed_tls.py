"""Feeds over https: a certificate that nobody vouches for is refused, and guarded connections speak TLS at all."""

import shutil
import subprocess
from pathlib import Path

import pytest
from local_site import Reply, local_site, local_web

from index.feeds.errors import FeedUnreachableError
from index.feeds.state import Validators


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A key and its own certificate for this machine, in one file."""
    if (openssl := shutil.which("openssl")) is None:
        pytest.skip("openssl is not installed, which makes the certificate.")
    key, chain, both = tmp_path / "key.pem", tmp_path / "chain.pem", tmp_path / "both.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    made = [openssl, "req", "-x509", *curve, "-nodes", "-days", "2", "-keyout", str(key), "-out", str(chain), *subject]
    subprocess.run(made, check=True, capture_output=True, timeout=60)
    both.write_bytes(key.read_bytes() + chain.read_bytes())
    return both


def read(address: str) -> bytes:
    with local_web().open(address, Validators()) as answer:
        return answer.stream.read()


def test_a_certificate_that_nobody_vouches_for_is_refused(certificate: Path) -> None:
    with (
        local_site({"/feed": Reply(b"secure")}, certificate) as site,
        pytest.raises(FeedUnreachableError, match="certificate verify failed"),
    ):
        read(f"{site.address}/feed")
    assert site.asked == []


def test_a_certificate_that_the_machine_trusts_is_taken(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.with_name("chain.pem")))
    with local_site({"/feed": Reply(b"secure")}, certificate) as site:
        assert read(f"{site.address}/feed") == b"secure"
        # The same key under a name that the certificate doesn't cover.
        with pytest.raises(FeedUnreachableError, match="certificate verify failed"):
            read(f"{site.address.replace('localhost', '127.0.0.1')}/feed")
