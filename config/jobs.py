"""The one list of timed jobs and the deadline at which each falls due. `core.jobs` runs them."""

from cod.money.deadlines import LEDGER_PROVED
from cod.pos.deadlines import NONCES_FORGOTTEN, TERMINALS_BACK
from cod.sheet23.deadlines import COD_CUT_OFF
from core.jobs import Job
from core.lifecycle import N_
from orders.feedback.deadlines import FEEDBACK_FINAL, FEEDBACK_NOON

JOBS: tuple[Job, ...] = (
    Job("feedback_noon", FEEDBACK_NOON, "orders.feedback.services.feedback_noon", N_("Feedback, noon")),
    Job("feedback_final", FEEDBACK_FINAL, "orders.feedback.services.feedback_final", N_("Feedback, sealed")),
    Job("cod_sheet", COD_CUT_OFF, "cod.sheet23.services.handover_sheet_generate", N_("COD handover sheet")),
    Job("ledger_check", LEDGER_PROVED, "cod.money.proof.ledger_check", N_("Proof of the ledger")),
    Job(
        "cod_pos_unreturned",
        TERMINALS_BACK,
        "cod.pos.services.terminals.unreturned_alert",
        N_("Terminals not returned"),
    ),
    Job("cod_nonces", NONCES_FORGOTTEN, "cod.pos.gateway.nonces_forget", N_("Old nonces of terminals")),
)
