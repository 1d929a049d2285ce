from django.apps import AppConfig


class CodConfig(AppConfig):
    """Cash on delivery: terminals, collections, drivers' totals, the COD handover sheet, the bank."""

    name = "cod"
