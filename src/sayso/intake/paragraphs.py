"""The paragraphs of HTML, as they stand: nothing is judged to be article or frame."""

import re

from selectolax.lexbor import LexborHTMLParser

_LEFT_OUT = "script, style, noscript, template, nav, header, footer, aside, form, button, svg"


def fragment_text(fragment: str) -> str:
    """The words of a piece of HTML, its paragraphs parted by blank lines."""
    return paragraphs(LexborHTMLParser(f"<body>{fragment}</body>"), "body")


def paragraphs(page: LexborHTMLParser, region: str) -> str:
    """The words of the first element of this name, without navigation, forms and scripts.

    The page is changed by it: what is left out is gone.
    """
    root = page.css_first(region)
    if root is None:
        return ""
    for node in root.css(_LEFT_OUT):
        node.decompose()
    for tag in ("br", "p", "div", "li", "h1", "h2", "h3", "h4", "tr", "blockquote", "section"):
        for node in root.css(tag):
            node.insert_before("\n" if tag == "br" else "\n\n")
            if tag != "br":
                node.insert_after("\n\n")
    blocks = re.split(r"\n[ \t\r\f\xa0]*\n", root.text())
    return "\n\n".join(
        block
        for block in (
            "\n".join(" ".join(x.split()) for x in b.split("\n") if x.strip()) for b in blocks
        )
        if block
    )
