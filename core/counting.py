"""How many rows belong to each row of a list, counted for the rows that are shown and for no others."""

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce


def count_of(rows: QuerySet[Any], by: str, outer: str = "pk") -> Coalesce:
    """An annotation: how many of `rows` have in their field `by` what the outer row has in its field `outer`.

    A join that is grouped, `Count("lines")`, counts the lines of every row there is before a page of fifty is cut.
    """
    grouped = rows.filter(**{by: OuterRef(outer)}).order_by().values(by)
    return Coalesce(Subquery(grouped.annotate(n=Count("pk")).values("n")), 0)
