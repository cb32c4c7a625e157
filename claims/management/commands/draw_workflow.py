"""manage.py draw_workflow"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from claims.exports.workflow_drawing import BEGIN, END, drawing


class Command(BaseCommand):
    """Draw the table of moves into ARCHITECTURE.md, between its two markers."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only tell whether the drawing is up to date")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        page = Path(settings.BASE_DIR) / "ARCHITECTURE.md"
        text = page.read_text(encoding="utf-8")
        if BEGIN not in text or END not in text:
            raise CommandError(f"{page.name} lacks the markers {BEGIN} and {END}; put them where the drawing belongs.")
        before, _, rest = text.partition(BEGIN)
        _, _, after = rest.partition(END)
        drawn = f"{before}{BEGIN}\n{drawing()}\n{END}{after}"
        if check and drawn != text:
            raise CommandError(f"The drawing in {page.name} is old. Run `manage.py draw_workflow`.")
        if not check:
            page.write_text(drawn, encoding="utf-8")
        self.stdout.write(f"The drawing in {page.name} is up to date.")
