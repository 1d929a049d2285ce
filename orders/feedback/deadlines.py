"""By when the client is told the results, on the day after."""

from core.deadlines import Deadline
from core.lifecycle import N_

FEEDBACK_OPENS = Deadline("feedback_opens", N_("Results may be told"), "11:30", days_after=1, rule="CON-16")
FEEDBACK_NOON = Deadline(
    "feedback_noon", N_("Results told by noon"), "12:00", warn="11:30", days_after=1, rule="DAY-12"
)
FEEDBACK_FINAL = Deadline("feedback_final", N_("Results sealed"), "16:00", warn="15:30", days_after=1, rule="DAY-13")
