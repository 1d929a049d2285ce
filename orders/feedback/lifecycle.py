"""Which files of one business date the client is sent."""

from core.lifecycle import N_, States


class FeedbackKind(States):
    """How complete a feedback file is (CON-06)."""

    NOON = "noon", N_("Noon, provisional")
    FINAL = "final", N_("Final, sealed")
