"""What this room declares: its words of the audit."""

from core.lifecycle import N_
from core.words import AuditWord

DRIVER_CREATE = AuditWord("driver.create", N_("Driver made"), "info")
DRIVER_BLOCK = AuditWord("driver.block", N_("Driver blocked or let drive"), "warn")
VEHICLE_CREATE = AuditWord("vehicle.create", N_("Vehicle made"), "info")
