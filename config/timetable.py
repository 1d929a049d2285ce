"""The one list of timed jobs: what falls due when, by Shanghai time. `core.jobs` runs them."""

from core.jobs import Job
from core.lifecycle import N_

JOBS: tuple[Job, ...] = (
    Job("feedback_noon", "12:00", "orders.feedback.services.feedback_noon", days_after=1, title=N_("Feedback, noon")),
    Job(
        "feedback_final", "16:00", "orders.feedback.services.feedback_final", days_after=1, title=N_("Feedback, sealed")
    ),
    Job("cod_sheet", "23:00", "cod.sheet23.services.handover_sheet_generate", title=N_("COD handover sheet")),
    Job("ledger_check", "03:30", "cod.money.proof.ledger_check", days_after=1, title=N_("Proof of the ledger")),
    Job(
        "cod_pos_unreturned", "23:00", "cod.pos.services.terminals.unreturned_alert", title=N_("Terminals not returned")
    ),
    Job("cod_nonces", "03:50", "cod.pos.gateway.nonces_forget", days_after=1, title=N_("Old nonces of terminals")),
)
