"""Reads of the 23:00 sheets."""

from cod.sheet23.models import CodSheet
from people.selectors import platforms_of


def cod_sheets_for(user):
    """23:00 sheets of the person's platforms."""
    return CodSheet.objects.filter(platform__in=platforms_of(user)).select_related("platform", "sheet", "seal")
