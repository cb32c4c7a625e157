"""What a page says of itself: headline, authors, date, outlet, address, language."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree

from sources.text.dates import find_date
from sources.text.names import is_name
from sources.text.storable import storable

_LONGEST_JSON = 1_000_000  # characters
_MOST_NODES = 10_000
_LONGEST_VALUE = 1_000  # characters of one value; more is no name and no headline
_DATE_NAMES = (
    "article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
)


@dataclass(frozen=True)
class Metadata:
    """Values as the page declares them; each may be missing, and none is checked against anything."""

    headline: str | None
    bylines: tuple[str, ...]
    published_on: date | None
    outlet_name: str | None
    canonical_url: str | None
    language: str | None


def read_metadata(tree: etree._Element) -> Metadata:
    """Return the metadata of a page: JSON-LD (schema.org) first, then meta elements and links."""
    article = _article(tree)
    metas = _metas(tree)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    return Metadata(
        headline=_text(article.get("headline")) or metas.get("og:title"),
        bylines=_authors(article.get("author")) or _meta_authors(metas),
        published_on=_day(_text(article.get("datePublished"))) or _meta_day(metas) or _time_element(tree),
        outlet_name=_name(article.get("publisher")) or metas.get("og:site_name"),
        canonical_url=_canonical(tree) or metas.get("og:url") or _text(article.get("url")),
        language=_clean(language) or _text(article.get("inLanguage")),
    )


def _article(tree: etree._Element) -> dict[str, Any]:
    """Return the first JSON-LD node that is an article and has a headline or an author; {} where there is
    none.
    """
    for script in tree.iter("script"):
        kind = (script.get("type") or "").lower()
        words = script.text or ""
        if not kind.startswith("application/ld+json") or len(words) > _LONGEST_JSON:
            continue
        try:
            data = json.loads(words, strict=False)
        except (ValueError, RecursionError):  # a page's broken metadata is no reason to lose its text
            continue
        for node in _nodes(data):
            if _is_article(node) and (node.get("headline") or node.get("author")):
                return node
    return {}


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    waiting = [data]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]
        elif isinstance(node, list):
            waiting += node[:_MOST_NODES]


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and kind.endswith(("Article", "BlogPosting", "Report"))
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _authors(value: Any) -> tuple[str, ...]:
    names = [_name(item) for item in (value if isinstance(value, list) else [value])]
    return tuple(dict.fromkeys(name for name in names if name))


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _metas(tree: etree._Element) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        value = _clean(meta.get("content"))
        if name and value:
            metas.setdefault(name, value)
    return metas


def _meta_authors(metas: dict[str, str]) -> tuple[str, ...]:
    """Split "Ann Lee and Bob Ray" where every part is a name; a web address is no author."""
    value = metas.get("author") or metas.get("article:author") or metas.get("parsely-author")
    if not value or "://" in value:
        return ()
    value = value.removeprefix("By ").removeprefix("by ")
    parts = [part.strip() for part in re.split(r",|;|&| and ", value)]
    return tuple(parts) if len(parts) > 1 and all(is_name(part) for part in parts) else (value,)


def _meta_day(metas: dict[str, str]) -> date | None:
    for name in _DATE_NAMES:
        day = _day(metas.get(name))
        if day:
            return day
    return None


def _time_element(tree: etree._Element) -> date | None:
    for element in tree.iter("time"):
        day = _day(_clean(element.get("datetime")))
        if day:
            return day
    return None


def _day(value: str | None) -> date | None:
    found = find_date(value) if value else None
    return found.day if found else None


def _canonical(tree: etree._Element) -> str | None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            address = _clean(link.get("href"))
            if address and address.startswith(("https://", "http://")):
                return address
    return None


def _text(value: Any) -> str | None:
    return _clean(value) if isinstance(value, str) else None


def _clean(value: str | None) -> str | None:
    """Return ``value`` on one line, fit to be stored; None where it is empty or too long to be what it claims."""
    if value is None or len(value) > _LONGEST_VALUE:
        return None
    return " ".join(storable(value).split()) or None
