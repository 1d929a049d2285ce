from django.apps import AppConfig


class CodConfig(AppConfig):
    """Cash on delivery: terminals, collections, drivers' totals, the 23:00 sheet, the bank."""

    name = "cod"
