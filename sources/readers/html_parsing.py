"""Parses a page of unknown intent into a tree, after looking at its shape."""

from lxml import etree
from lxml import html as lxml_html

from sources.text.refusals import Refusal

_MOST_ELEMENTS = 50_000  # the longest live pages have about 30,000
_DEEPEST = 200  # libxml2 gives up at 256 and drops the rest of the page in silence
_MOST_ATTRIBUTES = 200  # of one element; building the tree takes time quadratic in them


_NOT_HTML = "The file is not a page that can be read. Check that it is HTML."


class _TooComplexError(Exception):
    """Stops the parser as soon as a limit is passed."""


class _Shape:
    """A parser target that keeps nothing and only counts."""

    def __init__(self) -> None:
        self._elements = 0
        self._depth = 0

    def start(self, _tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > _MOST_ELEMENTS or self._depth > _DEEPEST or len(attributes) > _MOST_ATTRIBUTES:
            raise _TooComplexError

    def end(self, _tag: str) -> None:
        self._depth -= 1

    def close(self) -> None:
        return None


def parse_html(page: str) -> lxml_html.HtmlElement:
    """Return the tree of ``page``, without comments and processing instructions.

    Raises Refusal: ``html-too-complex`` for a page that would exhaust a parser, ``not-html``.
    """
    raw = page.encode("utf-8", "surrogatepass")
    try:
        counting = etree.HTMLParser(target=_Shape(), encoding="utf-8", no_network=True, remove_pis=True)
        counting.feed(raw)
        counting.close()
        building = lxml_html.HTMLParser(
            encoding="utf-8", no_network=True, remove_pis=True, remove_comments=True, collect_ids=False
        )
        tree = lxml_html.document_fromstring(raw, parser=building)
        if tree.find("body") is None:
            raise Refusal("not-html", _NOT_HTML)
    except _TooComplexError:
        raise Refusal(
            "html-too-complex",
            f"The page has more than {_MOST_ELEMENTS:,} elements, nests them more than {_DEEPEST} deep, or "
            f"gives one of them more than {_MOST_ATTRIBUTES} attributes. "
            "Save the text of the article as a text file and upload that.",
        ) from None
    except Refusal:
        raise
    except (etree.LxmlError, ValueError):
        raise Refusal("not-html", _NOT_HTML) from None
    _write_out_marks(tree)
    return tree


def _write_out_marks(tree: lxml_html.HtmlElement) -> None:
    """Turn each q element into its words between quotation marks, which browsers add when they show it."""
    for quotation in list(tree.iter("q")):
        nested = sum(1 for _ in quotation.iterancestors("q"))
        opening, closing = "‘’" if nested % 2 else "“”"
        quotation.text = opening + (quotation.text or "")
        if len(quotation):
            quotation[-1].tail = (quotation[-1].tail or "") + closing
        else:
            quotation.text += closing
    etree.strip_tags(tree, "q")
