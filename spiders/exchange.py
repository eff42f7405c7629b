"""An answer of a portal with the request that it answers, as the archive keeps them."""

from datetime import datetime
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from spiders.registry import Portal
from spiders.warc import Capture


def capture(request: Request, response: Response, portal: Portal, now: datetime, note: str, event: str = "") -> Capture:
    """Return an exchange with the bytes and headers as they came over the wire (spiders.download, middlewares.Wire)."""
    sent = [(k.decode("latin-1"), v.decode("latin-1")) for k, values in request.headers.items() for v in values]
    return Capture(
        url=response.url,
        portal=portal.name,
        status=response.status,
        reason=request.meta["reason"],
        headers=request.meta["raw_headers"],
        body=request.meta["wire"],
        method=request.method,
        request_headers=[("Host", urlsplit(response.url).netloc), *sent],
        request_body=request.body,
        event=event,
        fetched_at=now,
        note=note,
        ip=str(response.ip_address or ""),
    )
