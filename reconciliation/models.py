"""Django finds this app's tables here; everybody else asks the room that has them."""

import reconciliation.payment.models
import reconciliation.statement.models  # noqa: F401
