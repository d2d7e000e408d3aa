"""The virus scanner, clamd, spoken to over its socket. CLAMD_URL: `tcp://host:3310` or `unix:///run/clamav/clamd.ctl`."""

from urllib.parse import urlsplit

from clamav_client.clamd import ClamdError, ClamdNetworkSocket, ClamdUnixSocket
from django.conf import settings

from portal.documents.errors import ScannerDown

# A scan that takes longer than this counts as the scanner being away.
PATIENCE = 60.0


def scan(content) -> bool:
    """Whether the scanner finds something harmful in `content` (an open file). Raises ScannerDown when it can't say."""
    try:
        verdict, _what = next(iter(_scanner().instream(content).values()))
    except (ClamdError, OSError, StopIteration) as error:
        raise ScannerDown(str(error)) from error
    if verdict not in ("OK", "FOUND"):
        raise ScannerDown(verdict)
    return verdict == "FOUND"


def _scanner():
    address = urlsplit(settings.CLAMD_URL)
    if address.scheme == "unix":
        return ClamdUnixSocket(path=address.path, timeout=PATIENCE)
    return ClamdNetworkSocket(host=address.hostname, port=address.port or 3310, timeout=PATIENCE)
