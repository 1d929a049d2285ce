from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class LedgerConfig(AppConfig):
    """Entries, accounts and their proof. It knows no order."""

    name = "ledger"

    def ready(self) -> None:
        from ledger import triggers

        pre_migrate.connect(triggers.remove, dispatch_uid="ledger.triggers.remove")
        post_migrate.connect(triggers.install, dispatch_uid="ledger.triggers.install")
