from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class CodConfig(AppConfig):
    """The money room: ledger, terminals, collections, the 23:00 sheet, the bank."""

    name = "cod"

    def ready(self):
        from cod import triggers

        pre_migrate.connect(triggers.remove, dispatch_uid="cod.triggers.remove")
        post_migrate.connect(triggers.install, dispatch_uid="cod.triggers.install")
