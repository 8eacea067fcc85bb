"""Web pages: the main text, without menus, notices and what else stands around it."""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from typing import Any

from quiz.article.readers.lines import plain
from quiz.article.readers.model import Job, Parsed, count_words
from quiz.article.readers.tree import clean, lines, parse
from quiz.article.refusals import ArticleRefusal
from quiz.words import Refused

_FEW = 50
_AROUND = ("nav", "footer", "aside", "form")
_ROLES = ("navigation", "banner", "contentinfo", "complementary", "dialog", "alertdialog", "search", "menu")
_NOTICE = re.compile(
    r"cookie[-_ ]?(?:banner|consent|notice|bar|law|popup|policy|overlay|message|wall)|consent|gdpr|onetrust",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:cookies?|newsletter|subscribe|share|sharing|social|related|recommended|breadcrumbs?|menu|"
    r"navbar|nav|navigation|sidebar|comments?|promo|advert|ads?|popup|modal|footer|masthead|toc|pagination)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\s+(?:[|–—·»:-]|::)\s+")


def read_html(job: Job, markup: str) -> Parsed:
    """The main text of a page and its title. Raises ``Refused`` where there is no tree of elements in it."""
    tree = parse(markup)
    if tree is None:
        raise Refused(ArticleRefusal.EMPTY, source=job.source)
    title = title_of(tree)
    try:
        content = _content(tree)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError) as error:
        raise Refused(ArticleRefusal.HTML_BROKEN, source=job.source) from error
    return Parsed(content, title)


def _content(tree: Any) -> str:
    clean(tree)
    _drop_marked(tree, _NOTICE)
    found = _main_text(tree)
    if found and count_words(found) >= _FEW:
        return found
    simple = _simple_text(tree)
    return simple if count_words(simple) > count_words(found) else found or simple


def _main_text(tree: Any) -> str:
    """What trafilatura takes for the article; ``""`` where it falls back to the page's bare text."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)
    try:
        found = trafilatura.bare_extraction(deepcopy(tree), include_comments=False, include_tables=True)
    except Exception:  # whatever a hostile page breaks in it, the simple way is still there
        return ""
    body = getattr(found, "body", None)
    if body is None:
        return ""
    if len(body) == 1 and "\n" in (body[0].text or ""):
        return ""
    return lines(body)


def _simple_text(tree: Any) -> str:
    """All text but what is plainly furniture: for short pages, and pages of an unusual build."""
    whole = lines(tree)
    for name in _AROUND:
        for element in tree.xpath(f"//{name}"):
            element.drop_tree()
    for element in tree.xpath("//header[not(ancestor::article) and not(ancestor::main)] | //*[@role]"):
        if element.tag == "header" or element.get("role") in _ROLES:
            _drop(element)
    _drop_marked(tree, _FURNITURE)
    mains = tree.xpath("//main | //article | //*[@role='main']")
    texts = [lines(element, no_menus=True) for element in mains[:50]] or [""]
    best = max(texts, key=len)
    everything = lines(tree, no_menus=True)
    for text in (best, everything):
        if count_words(text) * 3 > count_words(whole):
            return text
    return everything or whole


def _drop_marked(tree: Any, marks: re.Pattern[str]) -> None:
    """Drop the parts whose class or id says what they are."""
    for element in tree.xpath("//*[@class or @id]"):
        named = f"{element.get('class', '')} {element.get('id', '')}"
        if element.tag not in ("html", "body", "main", "article", "p") and marks.search(named):
            _drop(element)


def _drop(element: Any) -> None:
    if element.getparent() is not None and element.tag not in ("html", "body"):
        element.drop_tree()


def title_of(tree: Any) -> str:
    """The page's title without the site's name: og:title, the one h1, or the title element."""
    site = _meta(tree, "og:site_name")
    heads = [plain(" ".join(one.itertext())) for one in tree.xpath("//h1")[:2]]
    head = heads[0].replace("\n", " ") if len(heads) == 1 else ""
    page = plain(" ".join(tree.xpath("//head/title/text() | //title[not(ancestor::svg)]/text()")[:1]))
    for title in (_meta(tree, "og:title"), head, page.replace("\n", " ")):
        if title:
            return without_site(title, site, head, loose=title == page)
    return heads[0] if heads else ""


def _meta(tree: Any, name: str) -> str:
    found = tree.xpath("//meta[@property=$name or @name=$name]/@content", name=name)
    return plain(found[0]).replace("\n", " ") if found else ""


def without_site(title: str, site: str, head: str, *, loose: bool) -> str:
    """``title`` up to the site's name: known as ``site``, by the ``head`` before it, or (``loose``) short.

    >>> without_site("Nine androids - Lantern News", "", "", loose=True)
    'Nine androids'
    >>> without_site("Rouge - Her story", "", "", loose=False)
    'Rouge - Her story'
    """
    found = list(_SUFFIX.finditer(title))
    for mark in found:
        before, after = title[: mark.start()], title[mark.end() :]
        if before == head or (site and after.casefold() == site.casefold()):
            return before
    if loose and found:
        before, after = title[: found[-1].start()], title[found[-1].end() :]
        bar = found[-1][0].strip() != ":"
        if bar and len(after.split()) <= 4 and len(before) >= len(after) // 2:
            return before
    return title
