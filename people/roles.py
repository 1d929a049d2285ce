"""The roles of part (a). Pure Python. What each may do stands in the rooms: their `rights.py`."""

from core.lifecycle import N_, SYSTEM

PLATFORM_MANAGER = "platform_manager"
CS_MANAGER = "cs_manager"
CS_AGENT = "cs_agent"
SUPERVISOR = "delivery_supervisor"
DRIVER = "driver"
DOC_ADMIN = "doc_admin"
CASHIER = "cashier"
KEEPER = "warehouse_keeper"
DISPATCHER = "dispatcher"
INTAKE = "intake"
ACCOUNT_MANAGER = "account_manager"
PLATFORM_HEAD = "platform_head"
SHUTTLE_DRIVER = "shuttle_driver"
REGIONAL_FINANCE = "regional_finance"
GENERAL_MANAGER = "general_manager"
PROJECT_TEAM = "project_team"
HQ_FINANCE = "hq_finance"
SALES_FINANCE = "sales_finance"
IT_SUPPORT = "it_support"
ADMIN = "admin"

TITLES = {
    PLATFORM_MANAGER: N_("Platform manager"),
    CS_MANAGER: N_("Customer-service manager"),
    CS_AGENT: N_("Customer-service agent"),
    SUPERVISOR: N_("Delivery supervisor"),
    DRIVER: N_("Driver"),
    DOC_ADMIN: N_("Document administrator"),
    CASHIER: N_("Cashier"),
    KEEPER: N_("Warehouse keeper"),
    DISPATCHER: N_("Dispatcher"),
    INTAKE: N_("Intake specialist"),
    ACCOUNT_MANAGER: N_("Account manager"),
    PLATFORM_HEAD: N_("Platform person in charge"),
    SHUTTLE_DRIVER: N_("Shuttle driver"),
    REGIONAL_FINANCE: N_("Regional finance manager"),
    GENERAL_MANAGER: N_("General manager"),
    PROJECT_TEAM: N_("Online-shopping project team"),
    HQ_FINANCE: N_("Headquarters finance"),
    SALES_FINANCE: N_("Sales finance"),
    IT_SUPPORT: N_("IT support"),
    ADMIN: N_("System administrator"),
}
ROLES = tuple(TITLES)

EVERYBODY = frozenset(ROLES)
FINANCE = frozenset({REGIONAL_FINANCE, GENERAL_MANAGER, PROJECT_TEAM, HQ_FINANCE, SALES_FINANCE})
DESK = EVERYBODY - {DRIVER, SHUTTLE_DRIVER}
CUSTOMER_SERVICE = frozenset({CS_MANAGER, CS_AGENT})
ORDER_READERS = frozenset(
    {PLATFORM_MANAGER, CS_MANAGER, CS_AGENT, SUPERVISOR, DOC_ADMIN, CASHIER, KEEPER, DISPATCHER, INTAKE}
    | {ACCOUNT_MANAGER, PLATFORM_HEAD, HQ_FINANCE, SALES_FINANCE}
)

# Roles that may see whatever can be seen, and do nothing.
READS_ALL: frozenset[str] = frozenset()
# Customer service and finance work for every platform (SOD-07).
EVERYWHERE = frozenset({CS_MANAGER, CS_AGENT, ACCOUNT_MANAGER, INTAKE, ADMIN, IT_SUPPORT}) | FINANCE | READS_ALL

__all__ = ["ROLES", "SYSTEM", "TITLES"]
