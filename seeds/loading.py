"""Loading the seed articles, through the same door as any other article."""

from collections.abc import Iterator

from claims.services.intake import TakenIn, take_in_file
from seeds.catalogue import SeedArticle, articles
from sources.models import Version
from sources.services.capture import OutletHint
from tracker.core.actors import Agent

BY = Agent("seeds")


def load() -> Iterator[tuple[SeedArticle, TakenIn]]:
    """Take in every seed article and yield what came of it. Loading again finds them known and changes nothing."""
    for article in articles():
        yield (
            article,
            take_in_file(
                article.path,
                by=BY,
                got=Version.Got.SEED,
                locator=article.url,
                outlet=OutletHint(article.outlet_name, article.outlet_domain, article.language),
            ),
        )
