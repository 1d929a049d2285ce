"""How far a question about an address is."""

from core.lifecycle import N_, States


class QuestionState(States):
    """Whether a doubtful address has its zone."""

    OPEN = "open", N_("To be answered"), "warn"
    ANSWERED = "answered", N_("Answered"), "ok"
