"""The seed articles, in the order in which they are to be loaded."""

import json
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

SEEDS = Path(__file__).resolve().parent
MANIFEST = SEEDS / "manifest.json"

_MEDIA_TYPES = {".txt": "text/plain", ".html": "text/html"}
_KEYS = {"file", "url", "outlet", "captured_note", "version_of", "syndicated_from"}
_OUTLET_KEYS = {"name", "domain", "language"}


class BrokenManifest(ValueError):
    """The manifest of the seeds does not hold together; the message says which entry and what to mend."""


@dataclass(frozen=True, slots=True)
class SeedArticle:
    """One article of the seeds.

    ``language`` is a BCP 47 tag. ``version_of`` and ``syndicated_from`` are the file names of seeds that
    stand earlier in the manifest: the first version of the same document, and the agency's own story.
    """

    path: Path
    url: str
    outlet_name: str
    outlet_domain: str
    language: str
    captured_note: str
    version_of: str | None = None
    syndicated_from: str | None = None

    @property
    def media_type(self) -> str:
        """The media type, told by the file's extension."""
        return _MEDIA_TYPES[self.path.suffix]


def articles(manifest: Path = MANIFEST) -> list[SeedArticle]:
    """Return the seed articles of ``manifest`` in loading order; their files lie in ``articles/`` beside it.

    Raises BrokenManifest where the manifest cannot be read, an entry is malformed, a file is missing, or two
    entries contradict each other.
    """
    found: dict[str, SeedArticle] = {}
    for number, entry in enumerate(_entries(manifest), start=1):
        where = f"{manifest.name}, entry {number}"
        article = _article(entry, manifest.parent / "articles", where)
        _check_against_earlier(article, found, where)
        found[article.path.name] = article
    return list(found.values())


def gold_path(article: SeedArticle) -> Path:
    """Return where the gold file of ``article`` lies: ``gold/<stem>.gold.json`` beside ``articles/``."""
    return article.path.parent.parent / "gold" / f"{article.path.stem}.gold.json"


def _entries(manifest: Path) -> list[object]:
    try:
        entries = json.loads(manifest.read_text(encoding="utf-8"))
    except OSError as error:
        raise BrokenManifest(f"{manifest.name} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise BrokenManifest(f"{manifest.name} is not JSON in UTF-8: {error}.") from error
    if not isinstance(entries, list) or not entries:
        raise BrokenManifest(f"{manifest.name} must hold a list with at least one entry.")
    return entries


def _article(entry: object, folder: Path, where: str) -> SeedArticle:
    fields = _fields(entry, _KEYS, where)
    outlet = _fields(fields["outlet"], _OUTLET_KEYS, f"{where}, outlet")
    path = folder / _text(fields, "file", where)
    if path.parent != folder or path.suffix not in _MEDIA_TYPES:
        raise BrokenManifest(f"{where}: file is {path.name!r}; it must be the plain name of a .txt or .html file.")
    if not path.is_file():
        raise BrokenManifest(f"{where}: there is no file {path.name} in {folder.name}/. Add it or take it out.")
    article = SeedArticle(
        path=path,
        url=_text(fields, "url", where),
        outlet_name=_text(outlet, "name", where),
        outlet_domain=_text(outlet, "domain", where),
        language=_text(outlet, "language", where),
        captured_note=_text(fields, "captured_note", where),
        version_of=_optional_text(fields, "version_of", where),
        syndicated_from=_optional_text(fields, "syndicated_from", where),
    )
    address = urlsplit(article.url)
    if address.scheme != "https" or address.hostname != article.outlet_domain:
        raise BrokenManifest(f"{where}: {article.url} is not an https address at {article.outlet_domain}.")
    if not article.outlet_domain.endswith(".example"):
        raise BrokenManifest(f"{where}: {article.outlet_domain} must end in .example; seeds name no real site.")
    return article


def _check_against_earlier(article: SeedArticle, earlier: dict[str, SeedArticle], where: str) -> None:
    if article.path.name in earlier:
        raise BrokenManifest(f"{where}: {article.path.name} is listed twice.")
    for key, name in (("version_of", article.version_of), ("syndicated_from", article.syndicated_from)):
        if name is not None and name not in earlier:
            raise BrokenManifest(f"{where}: {key} names {name}, which does not stand before it in the list.")
    same_url = [other.path.name for other in earlier.values() if other.url == article.url]
    if article.version_of is None and same_url:
        raise BrokenManifest(f"{where}: {same_url[0]} has the same url; say version_of or give it its own.")
    if article.version_of is not None and article.version_of not in same_url:
        raise BrokenManifest(f"{where}: a version of {article.version_of} must have the same url.")
    for other in earlier.values():
        if other.outlet_domain == article.outlet_domain and (other.outlet_name, other.language) != (
            article.outlet_name,
            article.language,
        ):
            raise BrokenManifest(f"{where}: outlet {article.outlet_domain} is described in two ways.")


def _fields(entry: object, keys: set[str], where: str) -> dict[str, object]:
    if not isinstance(entry, dict):
        raise BrokenManifest(f"{where} must be an object with the keys {', '.join(sorted(keys))}.")
    if set(entry) != keys:
        missing, unknown = sorted(keys - set(entry)), sorted(set(entry) - keys)
        raise BrokenManifest(f"{where}: missing keys {missing}, unknown keys {unknown}.")
    return entry


def _text(fields: dict[str, object], key: str, where: str) -> str:
    value = fields[key]
    if not isinstance(value, str) or not value.strip():
        raise BrokenManifest(f"{where}: {key} must be a text that is not empty.")
    return value


def _optional_text(fields: dict[str, object], key: str, where: str) -> str | None:
    return None if fields[key] is None else _text(fields, key, where)
