"""Markdown and HTML: what a reader of the page reads, and its title."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.article.readers.html import read_html, without_site
from quiz.article.readers.kinds import text_kind
from quiz.article.readers.markdown import read_markdown
from quiz.article.readers.model import Job, Limits, Parsed
from quiz.article.refusals import ArticleRefusal
from quiz.words import Refused
from tests.article.readers.makers import SENTENCES

JOB = Job(b"", "a", Limits())
NEWS = f"""<!doctype html><html><head><title>Norr gets a museum - Lantern News</title>
<meta property="og:title" content="Norr gets a museum | Lantern News">
<meta property="og:site_name" content="Lantern News"></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav></header>
<div class="cookie-banner"><p>We use cookies to make this site better. You accept our cookie policy.</p></div>
<main><article><h1>Norr gets a museum</h1><p>{" ".join(SENTENCES)}<sup>[1]</sup></p>
<p><a href="/p">Ryo Sato</a>, who directed <i>Tin Sparrow</i>, plans a film with <b>Lena Brandt</b>.</p>
<h2>Staff</h2><ul><li>Director: Ryo Sato</li><li>Script: Lena Brandt</li></ul>
<table><tr><th>Role</th><th>Voice</th></tr><tr><td>Nami</td><td>Yui Mori</td></tr></table>
<p>{" ".join(reversed(SENTENCES))}</p>
<div class="share"><a href="#">Share this</a></div></article>
<aside><h3>Most read</h3><ol><li><a href="/1">Another story that all read</a></li></ol></aside></main>
<footer><p>© 2026 Lantern News. All rights reserved.</p></footer>
<script>var menu = 1;</script></body></html>"""


def test_a_news_page_is_its_article() -> None:
    page = read_html(JOB, NEWS)
    assert page.title == "Norr gets a museum"
    assert f"{' '.join(SENTENCES)}\n\nRyo Sato, who directed Tin Sparrow, plans" in page.content
    assert "\n\nStaff\n\n- Director: Ryo Sato\n- Script: Lena Brandt\n\n" in page.content
    assert "\nNami: Yui Mori\n" in page.content
    for furniture in ("cookie", "Home", "Most read", "Share", "rights", "var menu", "[1]"):
        assert furniture not in page.content


def test_a_short_page_is_read_the_simple_way() -> None:
    page = read_html(
        JOB,
        "<html><head><title>A | B</title></head><body><div class=menu><a href=a>Home</a>"
        " <a href=b>About us</a>"
        "</div><p><a href=c>Contact</a></p><h1>The mill</h1><p>"
        "Built&nbsp;in 1782<br>by Karl&shy;son. H<sub>2</sub>O"
        "<p style='display: none'>Unseen</p><dl><dt>Height<dd>12 m</dl><ol><li>One<li>Two</ol></body></html>",
    )
    assert page == Parsed(
        "The mill\n\nBuilt in 1782\nby Karlson. H2O\n\n- Height: 12 m\n\n1. One\n2. Two\n",
        "The mill",
    )


@pytest.mark.parametrize(
    ("title", "site", "head", "loose", "want"),
    [
        ("Nine - Noir News", "", "", True, "Nine"),
        ("Nine: the end", "", "", True, "Nine: the end"),
        ("Nine – a story of a very long road home", "", "", True, "Nine – a story of a very long road home"),
        ("Nine - Noir", "Noir", "", False, "Nine"),
        ("Nine - Noir", "", "Nine", False, "Nine"),
        ("Spider-Man", "", "", True, "Spider-Man"),
    ],
)
def test_a_title_loses_the_name_of_its_site(title: str, site: str, head: str, loose: bool, want: str) -> None:
    assert without_site(title, site, head, loose=loose) == want


def test_deep_and_broken_pages_are_read_or_refused() -> None:
    for markup in (
        "<div>" * 200 + SENTENCES[0],
        "<b><i>" * 50 + SENTENCES[0] + "</b></i>" * 100,
        "<table><tr><td>" * 50 + SENTENCES[0],
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><p>&b;' + SENTENCES[0],
        '<?xml version="1.0" encoding="utf-16"?><html><p>' + SENTENCES[0],
    ):
        assert SENTENCES[0] in read_html(JOB, markup).content
    for start in ("<div>", "<b><i>", "<table><tr><td>", "<ul><li>", "<p><sup>"):
        assert read_html(JOB, start * 20_000 + SENTENCES[0]).title == ""
    with pytest.raises(Refused) as caught:
        read_html(JOB, "<!-- nothing -->")
    assert caught.value.name is ArticleRefusal.EMPTY


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>/=\"' \n&;abpdivsuptrlih[]1!-", max_size=200))
def test_html_never_breaks(markup: str) -> None:
    with suppress(Refused):
        read_html(JOB, f"<html>{markup}")


MARKDOWN = """---
title: "The tower of Norr"
tags: [a]
---
# Norr *tower*

Built in **1850** by [Erik Holm](https://example.org "x"), see ![a picture](a.png) it
stands on `Norr`.[^1] Fish &amp; birds.\\
A new line.

<!-- unseen --> <div align="center">Seen</div>

```python
code = 1
```

- Director: Ryo Sato
- [x] Script: Lena Brandt
  1. First
  2. Second

> A quote.

| Role | Voice |
|------|-------|
| Nami | Yui Mori |

Heading below
-------------
"""


def test_markdown_is_read_without_its_marks() -> None:
    parsed = read_markdown(JOB, MARKDOWN)
    assert parsed.title == "The tower of Norr"
    assert parsed.content == (
        "Norr tower\n\n"
        "Built in 1850 by Erik Holm, see it stands on Norr. Fish & birds.\nA new line.\n\nSeen\n\n"
        "- Director: Ryo Sato\n- Script: Lena Brandt\n1. First\n2. Second\n\nA quote.\n\n"
        "Role: Voice\nNami: Yui Mori\n\nHeading below\n"
    )


def test_a_markdown_title_is_the_first_heading() -> None:
    assert read_markdown(JOB, "## Two\n\n# *One*\n").title == "One"
    assert read_markdown(JOB, "## Two\n").title == "Two"
    assert read_markdown(JOB, "Nine.\n\n---\n\nTen.").content == "Nine.\n\nTen.\n"
    assert read_markdown(JOB, "監督は\n佐藤亮。").content == "監督は佐藤亮。\n"


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="#*_[]()!`<>|-+ \n\t\\^:1a~&;.", max_size=200))
def test_markdown_never_breaks(text: str) -> None:
    read_markdown(JOB, text)


def test_the_kind_of_a_text_goes_by_content_then_by_name() -> None:
    assert text_kind("<?xml version='1.0'?>\n<!-- a -->\n<HTML lang=en>", "a.txt") == "html"
    assert text_kind("<p>One</p><p>Two</p>", "") == "html"
    assert text_kind("<p align=center>One</p>\n\n<p>Two</p>", "README.md") == "markdown"
    assert text_kind("a < b and <c>", "a.txt") == "text"
    assert text_kind("# One\n\n[a](b)", "a.txt") == "text"
    assert text_kind("# One\n\n[a](b)", "page") == "markdown"
    assert text_kind("Nine", "a", "text/markdown") == "markdown"
    assert text_kind("Nine", "a.md", "text/html") == "html"
