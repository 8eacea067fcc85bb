"""PDF: the text of its pages, put together to paragraphs."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from quiz.article.readers.model import Job, Parsed
from quiz.article.readers.paragraphs import first_line, paragraphs
from quiz.article.refusals import ArticleRefusal
from quiz.words import Refused, number

if TYPE_CHECKING:
    from pypdf import PdfReader

_NO_TITLE = re.compile(
    r"\s*(?:untitled|microsoft word|document\d*$|slide ?\d|.*\.(?:docx?|pdf|tex|indd|odt|rtf|qxd|dvi)\s*$)",
    re.IGNORECASE,
)


def read_pdf(job: Job, alive: Callable[[], None] = lambda: None) -> Parsed:
    """The text and title of a PDF; ``alive`` is called before every page.

    Raises ``Refused``: PDF_BROKEN, PDF_ENCRYPTED, SCAN, TOO_LONG, TOO_HARD.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    import pypdf
    from pypdf import errors

    try:
        reader = pypdf.PdfReader(io.BytesIO(job.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused(ArticleRefusal.PDF_ENCRYPTED, source=job.source)
        pages = _pages(reader, job, alive)
        title = _title(reader)
    except Refused:
        raise
    except (errors.DependencyError, errors.FileNotDecryptedError, errors.WrongPasswordError) as error:
        raise Refused(ArticleRefusal.PDF_ENCRYPTED, source=job.source) from error
    except (MemoryError, errors.LimitReachedError, RecursionError) as error:
        raise Refused(ArticleRefusal.TOO_HARD, source=job.source) from error
    except Exception as error:  # pypdf meets damage with whatever Python raises there
        raise Refused(ArticleRefusal.PDF_BROKEN, source=job.source) from error
    if not any(sign.isalnum() for page in pages for sign in page):
        raise Refused(ArticleRefusal.SCAN, source=job.source)
    content = paragraphs(pages)
    return Parsed(content, title or first_line(content))


def _pages(reader: PdfReader, job: Job, alive: Callable[[], None]) -> list[str]:
    """The text of each page; a page that is damaged by itself is left out, unless all are."""
    from pypdf import errors

    found: list[str] = []
    failed: Exception | None = None
    size = 0
    for place, page in enumerate(reader.pages):
        alive()
        try:
            found.append(page.extract_text())
        except (errors.LimitReachedError, errors.FileNotDecryptedError, errors.DependencyError):
            raise
        except Exception as error:
            failed = error
            continue
        size += len(found[-1])
        if place >= job.limits.pages or size > job.limits.characters:
            raise Refused(
                ArticleRefusal.TOO_LONG,
                source=job.source,
                words=number(job.limits.words),
                characters=number(job.limits.characters),
            )
    if not any(found) and failed is not None:
        raise failed
    if not found:
        raise Refused(ArticleRefusal.PDF_BROKEN, source=job.source)
    return found


def _title(reader: PdfReader) -> str:
    try:
        title = str((reader.metadata.title if reader.metadata else "") or "")
    except Exception:  # a title is worth no refusal
        return ""
    title = " ".join(title.replace("\0", "").split())
    return "" if _NO_TITLE.match(title) or len(title) > 200 else title
