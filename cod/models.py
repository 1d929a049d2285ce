"""Django finds this app's tables here; everybody else asks the room that has them."""

import cod.bank.models
import cod.pos.models
import cod.sheet23.models
import cod.totals.models  # noqa: F401
