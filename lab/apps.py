from django.apps import AppConfig


class LabConfig(AppConfig):
    """The simulated day, the proofs and the benches. Not installed in production; nothing reads it."""

    name = "lab"
