"""Reads of the COD handover sheets."""

from django.db.models import QuerySet

from cod.sheet23.models import CodSheet
from people.models import User
from people.selectors import platforms_of


def cod_sheets_for(user: User) -> QuerySet[CodSheet]:
    """COD handover sheets of the person's platforms."""
    rows = CodSheet.objects.filter(platform__in=platforms_of(user)).select_related("platform", "sheet", "seal")
    return rows.defer("sheet__content")
