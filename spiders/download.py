"""The download handler: one aiohttp session that reaches public addresses only, with limits of size and time."""

import asyncio
import ipaddress
import socket
import ssl
from typing import TYPE_CHECKING, Any, cast

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from scrapy import Request
from scrapy.exceptions import DownloadCancelledError, DownloadFailedError, DownloadTimeoutError
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from spiders.registry import Portal, by_host

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from spiders.portal import PortalSpider

_MEDIA = ("image/", "audio/", "video/", "font/", "application/zip", "application/x-msdownload")


class Forbidden(DownloadCancelledError):
    """An address that the portal's record does not allow."""


class Resolver(AbstractResolver):
    """Names to addresses: a portal's `resolve` first, then DNS; private addresses only where the record says so.

    The connection is made to the very address that was checked, so a name cannot change its mind in between.
    """

    def __init__(self, portals: dict[str, Portal]) -> None:
        self._portals = portals
        self._dns = aiohttp.ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the addresses to connect to; raise Forbidden when none of them is allowed."""
        portal = self._portals.get(host)
        if portal and portal.resolve:
            address, _, mapped = portal.resolve.rpartition(":")
            return [_result(host, address.strip("[]"), int(mapped))]
        found = await self._dns.resolve(host, port, family)
        allowed = [f for f in found if (portal and portal.allow_private) or is_public(f["host"])]
        if not allowed:
            raise Forbidden(f"{host} has a private address")
        return allowed

    async def close(self) -> None:
        """Nothing is held open."""


def _result(host: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    flags = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
    return ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=flags)


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return (mapped or ip).is_global and ip.is_global and not ip.is_multicast


def tls_context(portal: Portal | None) -> ssl.SSLContext:
    """Return how to speak TLS to a portal: verified, unless its record asks for less or for old versions."""
    context = ssl.create_default_context()
    if portal and (portal.legacy_tls or not portal.verify_tls):
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    if portal and portal.legacy_tls:
        context.set_ciphers("ALL:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
    return context


class PortalHandler:
    """Scrapy's download handler for http and https; redirects are not followed, bodies are kept as they came."""

    lazy = False

    def __init__(self, crawler: "Crawler") -> None:
        spider = cast("PortalSpider", crawler.spider)
        served = {host: portal for portal in spider.portals if portal.resolve for host in portal.file_hosts}
        known = served | by_host(spider.portals)
        self._portals = {host.partition(":")[0]: portal for host, portal in known.items()}
        self._maxsize = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._timeout = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        self._contexts: dict[tuple[bool, bool], ssl.SSLContext] = {}
        self._session: aiohttp.ClientSession | None = None

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "PortalHandler":
        """Build the handler for the portals of the crawler's spider."""
        return cls(crawler)

    async def download_request(self, request: Request) -> Response:
        """Return the answer. Raises Forbidden, DownloadTimeoutError, DownloadFailedError or DownloadCancelledError."""
        try:
            async with asyncio.timeout(request.meta.get("download_timeout", self._timeout)):
                return await self._fetch(request)
        except TimeoutError as error:
            raise DownloadTimeoutError(f"no whole answer within {self._timeout:g} s") from error
        except aiohttp.ClientConnectorDNSError as error:
            raise DownloadFailedError(f"no such host: {error.host}") from error
        except aiohttp.ClientConnectorError as error:
            # Its own text shows the TLS context as an object.
            raise DownloadFailedError(f"{error.host}:{error.port}: {error.os_error}") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise DownloadFailedError(f"{type(error).__name__}: {error}") from error

    async def _fetch(self, request: Request) -> Response:
        loop = asyncio.get_running_loop()
        url, tls = self._target(request)
        started = loop.time()
        async with self._open().request(
            request.method,
            url,
            data=request.body or None,
            headers=_sent(request),
            ssl=tls,
            allow_redirects=False,
        ) as answer:
            request.meta["download_latency"] = loop.time() - started
            transport = answer.connection.transport if answer.connection else None
            peer = transport.get_extra_info("peername") if transport else None
            body = await self._read(answer)
            headers = Headers([(name.decode("latin-1"), value) for name, value in answer.raw_headers])
            kind = responsetypes.from_args(headers=headers, url=request.url, body=body)
            request.meta["reason"] = answer.reason or ""
            request.meta["raw_headers"] = [(n.decode("latin-1"), v.decode("latin-1")) for n, v in answer.raw_headers]
            ip = ipaddress.ip_address(peer[0]) if peer else None
            return kind(url=request.url, status=answer.status, headers=headers, body=body, ip_address=ip)

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(resolver=Resolver(self._portals), use_dns_cache=True, limit=0),
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                timeout=aiohttp.ClientTimeout(total=None),
                skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
                max_field_size=65536,
            )
        return self._session

    def _target(self, request: Request) -> tuple[Any, ssl.SSLContext | bool]:
        from yarl import URL

        url = URL(request.url, encoded=True)
        portal = self._portals.get(url.raw_host or "")
        if portal and portal.resolve:
            return url.with_scheme("http") if url.scheme == "https" else url, True
        if (
            _is_address(url.raw_host or "")
            and not (portal and portal.allow_private)
            and not is_public(url.raw_host or "")
        ):
            raise Forbidden(f"{url.raw_host} is a private address")
        if url.scheme != "https":
            return url, True
        switches = (portal.legacy_tls, portal.verify_tls) if portal else (False, True)
        if switches not in self._contexts:
            self._contexts[switches] = tls_context(portal)
        return url, self._contexts[switches]

    async def _read(self, answer: aiohttp.ClientResponse) -> bytes:
        if (answer.content_type or "").startswith(_MEDIA):
            raise DownloadCancelledError(f"wrong content type: {answer.content_type}")
        if (answer.content_length or 0) > self._maxsize:
            raise DownloadCancelledError(f"too large: {answer.content_length} bytes")
        body = bytearray()
        async for chunk in answer.content.iter_any():
            body += chunk
            if len(body) > self._maxsize:
                raise DownloadCancelledError(f"too large: more than {self._maxsize} bytes")
        return bytes(body)

    async def close(self) -> None:
        """Close the session."""
        if self._session:
            await self._session.close()


def _sent(request: Request) -> list[tuple[str, str]]:
    return [(k.decode("latin-1"), v.decode("latin-1")) for k, values in request.headers.items() for v in values]


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
