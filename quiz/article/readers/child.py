"""Strangers' files and servers are met in a child process, which is ended when it takes too long or too much.

The parent sends one line of JSON and the file's bytes, the child answers likewise. In a frozen build, where
Python cannot be started by itself, the work is done in this process, under all limits but those of time.
"""

from __future__ import annotations

import faulthandler
import json
import subprocess
import sys
import traceback
from dataclasses import asdict
from typing import Any

from quiz.article.readers.model import Job, Limits, Parsed
from quiz.article.refusals import ArticleRefusal
from quiz.words import Refused

_START = (
    "import json,sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from quiz.article.readers.child import main; main()"
)


class Ended(Exception):
    """The child was ended: by its limits, or by a crash of a library in it."""


def run(verb: str, job: Job, total_s: float) -> tuple[dict[str, Any], bytes]:
    """What ``verb`` answers: ``fetch``, or the kind of a file to read.

    Raises ``Refused`` as the child did, :class:`Ended` where it got nowhere, and ``RuntimeError`` with the
    child's traceback for a bug of ours.
    """
    if getattr(sys, "frozen", False):
        return _work(verb, job)
    head = {"verb": verb, "source": job.source, "limits": asdict(job.limits)}
    line = [sys.executable, "-I", "-X", "utf8", "-c", _START, json.dumps(sys.path)]
    try:
        done = subprocess.run(
            line,
            input=json.dumps(head).encode() + b"\n" + job.data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=total_s,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        raise Ended from None
    first, _, rest = done.stdout.partition(b"\n")
    if done.returncode or not first:
        raise Ended
    answer = json.loads(first)
    if "fault" in answer:
        raise RuntimeError(answer["fault"])
    if "refused" in answer:
        raise Refused(ArticleRefusal[answer["refused"]], **answer["values"])
    return answer, rest


def main() -> None:
    """The child's side of :func:`run`."""
    head = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**head["limits"])
    _hold_memory(limits)
    if head["verb"] != "fetch":
        faulthandler.dump_traceback_later(limits.step_s, exit=True)
    job = Job(sys.stdin.buffer.read(), head["source"], limits)
    rest = b""
    try:
        answer, rest = _work(head["verb"], job)
    except Refused as refused:
        answer = {"refused": refused.name.name, "values": refused.values}
    except MemoryError:
        answer = {"refused": ArticleRefusal.TOO_HARD.name, "values": {"source": job.source}}
    except Exception:  # told to the parent, where it is raised again
        answer = {"fault": traceback.format_exc()}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + rest)
    sys.stdout.buffer.flush()


def _work(verb: str, job: Job) -> tuple[dict[str, Any], bytes]:
    """The reader of a kind, or the fetching of an address; each is imported only here."""
    if verb == "fetch":
        from quiz.article.readers.address import fetch

        fetched = fetch(job.source, job.limits)
        return {"media": fetched.media, "charset": fetched.charset, "address": fetched.address}, fetched.data
    parsed = _read(verb, job)
    return {"title": parsed.title}, parsed.content.encode("utf-8", errors="replace")


def _read(kind: str, job: Job) -> Parsed:
    if kind == "pdf":
        from quiz.article.readers.pdf import read_pdf

        return read_pdf(job, lambda: _alive(job.limits))
    if kind == "epub":
        from quiz.article.readers.epub import read_epub

        return read_epub(job)
    if kind == "docx":
        from quiz.article.readers.docx import read_docx

        return read_docx(job)
    if kind == "markdown":
        from quiz.article.readers.markdown import read_markdown

        return read_markdown(job, job.data.decode())
    from quiz.article.readers.html import read_html

    return read_html(job, job.data.decode())


def _alive(limits: Limits) -> None:
    """A page is done: the watch over the next one begins."""
    if not getattr(sys, "frozen", False):
        faulthandler.dump_traceback_later(limits.step_s, exit=True)


def _hold_memory(limits: Limits) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = limits.memory_bytes if hard == resource.RLIM_INFINITY else min(hard, limits.memory_bytes)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
