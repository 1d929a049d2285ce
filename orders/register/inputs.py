"""The choice of a client over the API."""

from typing import Any

from rest_framework import serializers

from orders.register.models import Client
from orders.register.selectors.clients import client_chosen


class ClientField(serializers.CharField):
    """The client's code; it may be left out while there is one client."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, allow_blank=True, max_length=10, **options)

    def get_default(self) -> Client:
        return client_chosen()

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """The code is checked as text before it becomes the client."""
        is_empty, value = self.validate_empty_values(data)
        return value if is_empty else client_chosen(super().run_validation(value))
