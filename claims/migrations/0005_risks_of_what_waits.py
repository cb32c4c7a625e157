"""Find the risks of the candidates that wait since before there were queues by risk."""

from django.db import migrations

from claims.extraction.risks import is_settled, risks_of

BATCH = 500


def find_risks(apps, schema_editor):
    """Look at what waits; what is decided needs no queue any more."""
    reviews = apps.get_model("claims", "Review").objects.filter(state="pending").order_by("pk")
    last = 0
    while True:
        batch = list(
            reviews.filter(pk__gt=last).select_related("candidate").prefetch_related("candidate__parts__span")[:BATCH]
        )
        if not batch:
            return
        for review in batch:
            content = sorted(
                (part for part in review.candidate.parts.all() if part.role == "content"),
                key=lambda part: part.position,
            )
            review.risks = risks_of(
                [part.span.text for part in content],
                settled=is_settled([who["kind"] for who in review.candidate.speakers]),
                confidence=review.candidate.confidence,
            )
        reviews.model.objects.bulk_update(batch, ["risks"])
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("claims", "0004_desk")]
    operations = [migrations.RunPython(find_risks, migrations.RunPython.noop)]
