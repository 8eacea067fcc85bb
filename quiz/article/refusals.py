"""What can be wrong with an article that someone hands over, by name."""

from __future__ import annotations

from enum import Enum


class ArticleRefusal(Enum):
    """Why no text could be read; the value is the sentence. ``source`` is a file, an address or ``-``."""

    NOT_FOUND = "{source} is not there; check the name."
    FOLDER = "{source} is a folder; name one file in it."
    NOT_A_FILE = "{source} is not a plain file; hand its text over with “-” instead."
    UNREADABLE = "{source} cannot be read: {why}; check the file and its folder."
    NO_INPUT = "There is no standard input to read here; name a file instead of “-”."
    EMPTY = "{source} holds no text; name an article with some sentences in it."
    NOT_TEXT = (
        "{source} is {what}, which cannot be read; hand over a text, Markdown, HTML, PDF, EPUB or DOCX file."
    )
    OLD_WORD = "{source} is an old Word file; open it and save it as .docx."
    TOO_LARGE = "{source} is larger than {limit} MB; hand over a smaller part of it."
    TOO_LONG = (
        "{source} is longer than {words} words or {characters} characters; hand over one chapter of it."
    )
    TOO_HARD = "{source} takes too much time or memory to read; save its text alone and hand over that."
    ENCODING = "The letters of {source} are written in an unknown way; save it as UTF-8 and try again."
    SCAN = "{source} holds pictures of pages and no text; run a text recognition over it first."
    PDF_BROKEN = "{source} is a damaged PDF; save or download it again."
    PDF_ENCRYPTED = "{source} is a PDF protected by a password; save a copy without protection."
    EPUB_BROKEN = "{source} is a damaged EPUB; save or download it again."
    EPUB_ENCRYPTED = "{source} is an EPUB with copy protection; only books without it can be read."
    DOCX_BROKEN = "{source} is a damaged Word file; open it in a word processor and save it again."
    DOCX_ENCRYPTED = "{source} is a Word file protected by a password; save a copy without protection."
    HTML_BROKEN = "{source} is a web page that cannot be taken apart; save its text alone and use that."
    BOMB = "{source} is refused: it unpacks to far more than an article holds; hand over its text alone."
    SCHEME = "{source} is no web address; one begins with http:// or https://."
    BAD_ADDRESS = "{source} is no complete web address; copy it again from the browser."
    UNREACHABLE = "{source} cannot be reached: {why}; check the address and the connection."
    TOO_SLOW = "{source} did not answer in full within {seconds} s; try again, or save the page as a file."
    STATUS = "{source} answered with {status}; check in a browser that the page is there for everyone."
    REDIRECT_SCHEME = "{source} leads on to {target}, which is no web address; save the page as a file."
    REDIRECTS = "{source} leads on more than {limit} times; open it in a browser and copy the last address."
