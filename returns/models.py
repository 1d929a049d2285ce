"""Django finds this app's tables here; everybody else asks the room that has them."""

import returns.evening.models  # noqa: F401
