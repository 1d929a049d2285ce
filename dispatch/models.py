"""Django finds this app's tables here; everybody else asks the room that has them."""

import dispatch.calls.models
import dispatch.fleet.models
import dispatch.runs.models  # noqa: F401
