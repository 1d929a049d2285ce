"""What this room declares: who can hold a thing, and its words of the audit."""

from core.lifecycle import N_, States
from core.words import AuditWord


class HolderKind(States):
    """Whoever can hold goods or papers."""

    CLIENT = "client", N_("Client")
    STORE = "store", N_("Store")
    DESK = "desk", N_("Document desk")
    DRIVER = "driver", N_("Driver")
    BUYER = "buyer", N_("Recipient")


USER_ROLES = AuditWord("user.roles", N_("Roles granted"), "info")
USER_PIN = AuditWord("user.pin", N_("PIN changed"), "info")
USER_PASSWORD_RESET = AuditWord("user.password_reset", N_("Password reset"), "warn")
USER_PASSWORD = AuditWord("user.password", N_("Password changed"), "info")
USER_CREATE = AuditWord("user.create", N_("User made"), "info")
USER_ACTIVE = AuditWord("user.active", N_("User activated or shut out"), "warn")
PLATFORM_CREATE = AuditWord("platform.create", N_("Platform made"), "info")
