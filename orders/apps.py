from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OrdersConfig(AppConfig):
    """Orders, their goods and papers, from the client's file to the result told back."""

    name = "orders"

    def ready(self) -> None:
        from orders.reference import load_after_migrate

        post_migrate.connect(load_after_migrate, sender=self, dispatch_uid="orders.reference")
