"""Django finds this app's tables here; everybody else asks the room that has them."""

import orders.exceptions.models
import orders.feedback.models
import orders.gate.models
import orders.intake.models
import orders.register.models
import orders.zones.models  # noqa: F401
