"""Web addresses: one page is fetched, within a size and a time, and never from anything but the web."""

from __future__ import annotations

import time
import zlib
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from quiz import __version__
from quiz.article.readers.kinds import not_text
from quiz.article.readers.model import MB, Limits
from quiz.article.refusals import ArticleRefusal
from quiz.words import Refused

_CHUNK = 1 << 16
_SAFE = "/?#[]@!$&'()*+,;=:%~-._"
_TEXTS = (
    "application/pdf", "application/epub+zip", "application/xhtml+xml", "application/octet-stream",
    "application/zip", "application/xml", "application/json", "binary/octet-stream",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)  # fmt: skip


@dataclass(frozen=True)
class Fetched:
    """What a server sent: its bytes, the media type and charset of its header, and the last address."""

    data: bytes
    media: str
    charset: str
    address: str


def fetch(address: str, limits: Limits) -> Fetched:
    """The document at an http or https ``address``.

    Raises ``Refused``: BAD_ADDRESS, UNREACHABLE, TOO_SLOW, TOO_LARGE, STATUS, REDIRECTS, REDIRECT_SCHEME,
    NOT_TEXT. The time of ``limits`` is the whole one, however slowly a server drips.
    """
    until = time.monotonic() + limits.address_s
    request = Request(
        _ascii(address),
        headers={
            "User-Agent": f"QuizNoir/{__version__}",
            "Accept": "text/html, application/xhtml+xml, text/*;q=0.9, application/pdf;q=0.9, */*;q=0.5",
            "Accept-Encoding": "identity",
        },
    )
    try:
        with _opener(address, limits).open(request, timeout=limits.address_s) as response:
            media = _media(address, response.headers)
            data = _body(address, response, limits, until)
            charset = response.headers.get_content_charset() or ""
            return Fetched(data, media, charset, response.geturl())
    except HTTPError as error:
        with error:
            status = f"{error.code} {error.reason}".strip()
            raise Refused(ArticleRefusal.STATUS, source=address, status=status) from None
    except TimeoutError:
        raise too_slow(address, limits) from None
    except (ValueError, HTTPException) as error:
        if isinstance(error, Refused):
            raise
        name = ArticleRefusal.BAD_ADDRESS if _is_bad(error) else ArticleRefusal.UNREACHABLE
        raise Refused(name, source=address, why=_why(error)) from None
    except OSError as error:
        reason = error.reason if isinstance(error, URLError) else error
        if isinstance(reason, TimeoutError):
            raise too_slow(address, limits) from None
        raise Refused(ArticleRefusal.UNREACHABLE, source=address, why=_why(reason)) from None


def too_slow(address: str, limits: Limits) -> Refused:
    """The refusal of a server that does not answer in time."""
    return Refused(ArticleRefusal.TOO_SLOW, source=address, seconds=f"{limits.address_s:g}")


def _is_bad(error: Exception) -> bool:
    """Whether an address was at fault, and no answer of a server."""
    return isinstance(error, ValueError) or type(error).__name__ == "InvalidURL"


def _why(reason: object) -> str:
    """The plain part of an error: ``[Errno 111] Connection refused`` without its number."""
    told = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return " ".join(str(told).split()).rstrip(".")[:200]


def _ascii(address: str) -> str:
    """An address as it goes over the wire: letters beyond ASCII encoded, the host by IDNA."""
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname or ""
        if not host or any(sign.isspace() for sign in host):
            raise Refused(ArticleRefusal.BAD_ADDRESS, source=address)
        name = host if host.isascii() else host.encode("idna").decode()
        place = f"[{name}]" if ":" in name else name
        port = f":{parts.port}" if parts.port else ""
        path, query = quote(parts.path, _SAFE) or "/", quote(parts.query, _SAFE)
        return urlunsplit((parts.scheme.lower(), place + port, path, query, ""))
    except (ValueError, UnicodeError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(ArticleRefusal.BAD_ADDRESS, source=address) from None


def _opener(address: str, limits: Limits) -> OpenerDirector:
    """Knows http and https alone: no files, no FTP, no data addresses."""
    opener = OpenerDirector()
    for handler in (
        ProxyHandler(),
        HTTPHandler(),
        HTTPSHandler(),
        HTTPDefaultErrorHandler(),
        _Redirects(address, limits),
        HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


class _Redirects(HTTPRedirectHandler):
    """Follows a few times, and only to the web; the limit is our own, also for loops."""

    max_repeats = max_redirections = 1_000

    def __init__(self, address: str, limits: Limits) -> None:
        self._address = address
        self._left = limits.redirects
        self._most = limits.redirects

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """The next request; raises ``Refused`` REDIRECT_SCHEME or REDIRECTS."""
        if urlsplit(newurl).scheme.lower() not in ("http", "https"):
            fp.close()
            raise Refused(ArticleRefusal.REDIRECT_SCHEME, source=self._address, target=newurl[:200])
        self._left -= 1
        if self._left < 0:
            fp.close()
            raise Refused(ArticleRefusal.REDIRECTS, source=self._address, limit=self._most)
        return super().redirect_request(req, fp, code, msg, headers, _ascii(newurl))

    def http_error_302(self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage) -> Any:
        """As in urllib, but other schemes come to :meth:`redirect_request` instead of an HTTP error."""
        target = headers.get("location") or headers.get("uri") or ""
        scheme = urlsplit(target).scheme.lower()
        if scheme and scheme not in ("http", "https"):
            fp.close()
            raise Refused(ArticleRefusal.REDIRECT_SCHEME, source=self._address, target=target[:200])
        return super().http_error_302(req, fp, code, msg, headers)

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302


def _media(address: str, headers: Message) -> str:
    if "content-type" not in headers:
        return ""
    media = headers.get_content_type()
    if not media.startswith("text/") and media not in _TEXTS and not media.endswith("+xml"):
        raise not_text(address, media)
    return media


def _body(address: str, response: HTTPResponse, limits: Limits, until: float) -> bytes:
    """The bytes, unpacked, with the clock and the size looked at after each piece."""
    too_large = Refused(ArticleRefusal.TOO_LARGE, source=address, limit=limits.address_bytes // MB)
    length = response.headers.get("content-length", "")
    if length.isdigit() and int(length[:20]) > limits.address_bytes:
        raise too_large
    packed = response.headers.get("content-encoding", "").lower()
    unpack = zlib.decompressobj(47) if packed in ("gzip", "x-gzip", "deflate") else None
    out = bytearray()
    while piece := response.read1(_CHUNK):
        if time.monotonic() > until:
            raise TimeoutError
        try:
            out += unpack.decompress(piece, limits.address_bytes + 1) if unpack else piece
        except zlib.error as error:
            raise Refused(ArticleRefusal.UNREACHABLE, source=address, why=str(error)) from None
        if len(out) > limits.address_bytes:
            raise too_large
    return bytes(out)
