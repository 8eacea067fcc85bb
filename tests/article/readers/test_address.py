"""Web addresses, against a server on this machine."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from quiz.article.readers import Limits, Text, read
from quiz.article.readers.address import fetch
from quiz.article.refusals import ArticleRefusal
from quiz.words import Refused
from tests.article.readers.makers import SENTENCES, pdf

PAGE = f"<!doctype html><title>Norr | News</title><p>{SENTENCES[0]}".encode()
RUSSIAN = "Мост построен в 1931 году."


class Handler(BaseHTTPRequestHandler):
    """One page a path; ``stop`` ends what drips."""

    stop = threading.Event()

    def log_message(self, format: str, *args: object) -> None:
        pass

    def answer(self, data: bytes, media: str = "", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        if media:
            self.send_header("Content-Type", media)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        pages: dict[str, tuple[bytes, str]] = {
            "/page": (PAGE, "text/html; charset=utf-8"),
            "/none": (PAGE, ""),
            "/text": (SENTENCES[0].encode(), "text/plain"),
            "/a.md": (f"# Norr\n\n{SENTENCES[0]}".encode(), "text/plain; charset=utf-8"),
            "/md": (f"# Norr\n\n{SENTENCES[0]}".encode(), "text/markdown"),
            "/russian": (RUSSIAN.encode("koi8_r"), "text/plain; charset=koi8-r"),
            "/pdf": (pdf([[SENTENCES[0]]], "Norr"), "application/octet-stream"),
            "/picture": (b"\x89PNG", "image/png"),
            "/agent": (self.headers["User-Agent"].encode(), "text/plain"),
            "/%C3%A9t%C3%A9": (b"summer", "text/plain"),
            "/empty": (b"", "text/html"),
        }
        if path.startswith("/hop"):
            left = int(path[4:])
            self.answer(b"", status=302, Location=f"/hop{left - 1}" if left else "/page")
        elif path == "/file":
            self.answer(b"", status=301, Location="file:///etc/passwd")
        elif path == "/loop":
            self.answer(b"", status=302, Location="/loop")
        elif path == "/gzip":
            self.answer(gzip.compress(PAGE), "text/html", Content_Encoding="gzip")
        elif path == "/bomb":
            self.answer(gzip.compress(b"a" * 3_000_000), "text/plain", Content_Encoding="gzip")
        elif path == "/big":
            self.answer(b"a " * 100_000, "text/plain")
        elif path == "/told":
            self.answer(b"a", "text/plain", Content_Length="99999999999")
        elif path == "/drip":
            self.answer(b"", "text/plain")
            while not self.stop.wait(0.02):
                self.wfile.write(b"a ")
        elif path == "/silent":
            self.stop.wait()
        elif path in pages:
            self.answer(*pages[path])
        else:
            self.answer(b"", status=404)


class Quiet(ThreadingHTTPServer):
    daemon_threads = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that left is what these tests are about."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    Handler.stop.clear()
    with Quiet(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        Handler.stop.set()
        server.shutdown()
        thread.join()


def kind_and_text(text: Text) -> tuple[str, str]:
    return text.kind, text.content.strip()


def test_a_page_is_read_by_its_media_type_then_its_content(site: str) -> None:
    page = read(f"{site}/page?x=1#part")
    assert kind_and_text(page) == ("html", SENTENCES[0])
    assert (page.title, page.source) == ("Norr", f"{site}/page?x=1#part")
    assert kind_and_text(read(f"{site}/none")) == ("html", SENTENCES[0])
    assert kind_and_text(read(f"{site}/text")) == ("text", SENTENCES[0])
    assert read(f"{site}/a.md").kind == "markdown"
    assert read(f"{site}/md").title == "Norr"
    assert read(f"{site}/russian").content == RUSSIAN
    assert kind_and_text(read(f"{site}/pdf")) == ("pdf", SENTENCES[0])


def test_what_goes_over_the_wire(site: str) -> None:
    assert fetch(f"{site}/agent", Limits()).data.startswith(b"QuizNoir/")
    assert fetch(f"{site}/été", Limits()).data == b"summer"
    assert fetch(f"{site}/gzip", Limits()).data == PAGE


def test_redirects_are_followed_a_few_times(site: str) -> None:
    assert fetch(f"{site}/hop4", Limits()).data == PAGE
    assert fetch(f"{site}/hop4", Limits()).address == f"{site}/page"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/hop5", ArticleRefusal.REDIRECTS),
        ("/loop", ArticleRefusal.REDIRECTS),
        ("/file", ArticleRefusal.REDIRECT_SCHEME),
        ("/big", ArticleRefusal.TOO_LARGE),
        ("/told", ArticleRefusal.TOO_LARGE),
        ("/bomb", ArticleRefusal.TOO_LARGE),
        ("/drip", ArticleRefusal.TOO_SLOW),
        ("/silent", ArticleRefusal.TOO_SLOW),
        ("/picture", ArticleRefusal.NOT_TEXT),
        ("/nowhere", ArticleRefusal.STATUS),
    ],
)
def test_what_cannot_be_fetched_is_refused_by_name(site: str, path: str, name: ArticleRefusal) -> None:
    slow = name is ArticleRefusal.TOO_SLOW
    limits = Limits(address_bytes=100_000, address_s=0.2 if slow else 15)
    with pytest.raises(Refused) as caught:
        fetch(site + path, limits)
    assert caught.value.name is name
    assert "{" not in str(caught.value)


def test_refusals_come_through_the_door(site: str) -> None:
    with pytest.raises(Refused) as caught:
        read(f"{site}/nowhere")
    assert str(caught.value).startswith(f"{site}/nowhere answered with 404 Not Found; ")
    with pytest.raises(Refused) as caught:
        read(f"{site}/empty")
    assert caught.value.name is ArticleRefusal.EMPTY
    with pytest.raises(Refused) as caught:
        read(f"{site}/silent", limits=Limits(address_s=0.1))
    assert caught.value.name is ArticleRefusal.TOO_SLOW


@pytest.mark.parametrize(
    "address",
    ["http://", "http:///a", "http://a b/", "http://[::1", "http://x:99999/", "http:x", "http://a\x01b/"],
)
def test_half_addresses_are_refused(address: str) -> None:
    with pytest.raises(Refused) as caught:
        fetch(address, Limits())
    assert caught.value.name in (ArticleRefusal.BAD_ADDRESS, ArticleRefusal.UNREACHABLE)


def test_a_closed_door_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        fetch("http://127.0.0.1:9/", Limits())
    assert caught.value.name is ArticleRefusal.UNREACHABLE
