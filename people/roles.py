"""The roles of part (a) and what each may do: the one permission matrix. Pure Python.

The order of a role's name in an action is of no account; an action that is not listed here does not exist.
"""

from collections.abc import Iterable

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
MANAGERS = frozenset({PLATFORM_MANAGER, CS_MANAGER})
CUSTOMER_SERVICE = frozenset({CS_MANAGER, CS_AGENT})
ORDER_READERS = frozenset(
    {PLATFORM_MANAGER, CS_MANAGER, CS_AGENT, SUPERVISOR, DOC_ADMIN, CASHIER, KEEPER, DISPATCHER, INTAKE}
    | {ACCOUNT_MANAGER, PLATFORM_HEAD, HQ_FINANCE, SALES_FINANCE}
)

ACTIONS = {
    # everybody
    "self.manage": EVERYBODY,
    "inbox.read": EVERYBODY,
    "search.use": ORDER_READERS,
    # people and calendar
    "users.manage": frozenset({ADMIN}),
    "calendar.manage": frozenset({ADMIN}),
    "jobs.read": frozenset({IT_SUPPORT, ADMIN, PLATFORM_MANAGER, CS_MANAGER}),
    "jobs.run": frozenset({IT_SUPPORT}),
    "clock.move": EVERYBODY,  # simulation mode only
    "pos.simulate": frozenset({DRIVER}),  # simulation mode only
    # orders
    "orders.read": ORDER_READERS,
    "orders.import": frozenset({INTAKE}),
    "orders.import.read": frozenset(
        {INTAKE, PLATFORM_MANAGER, CS_MANAGER, CS_AGENT, KEEPER, DISPATCHER, ACCOUNT_MANAGER}
    ),
    "phones.reveal": frozenset({CS_AGENT, CS_MANAGER, DISPATCHER, SUPERVISOR}),
    "zones.read": frozenset(
        {INTAKE, CS_AGENT, CS_MANAGER, PLATFORM_MANAGER, DISPATCHER, KEEPER, ACCOUNT_MANAGER, ADMIN}
    ),
    "zones.answer": frozenset({INTAKE, CS_AGENT, CS_MANAGER}),
    "zones.edit": frozenset({ADMIN}),
    "acceptance.do": frozenset({KEEPER, INTAKE}),
    "acceptance.sign": frozenset({KEEPER}),
    "acceptance.read": frozenset({KEEPER, INTAKE, PLATFORM_MANAGER, CS_MANAGER, CS_AGENT, ACCOUNT_MANAGER}),
    "standard.read": frozenset({KEEPER, INTAKE, CS_AGENT, CS_MANAGER, PLATFORM_MANAGER, ACCOUNT_MANAGER, ADMIN}),
    "standard.manage": frozenset({CS_MANAGER, ADMIN}),
    "stock.read": frozenset({KEEPER, PLATFORM_MANAGER}),
    "stock.move": frozenset({KEEPER}),
    "exceptions.read": frozenset(
        {PLATFORM_MANAGER, CS_MANAGER, CS_AGENT, SUPERVISOR, DOC_ADMIN, KEEPER, INTAKE, ACCOUNT_MANAGER}
    ),
    "exceptions.instruct": frozenset({CS_MANAGER, CS_AGENT, SUPERVISOR, DOC_ADMIN, KEEPER, INTAKE, ACCOUNT_MANAGER}),
    "feedback.read": frozenset({CS_AGENT, CS_MANAGER, PLATFORM_MANAGER, ACCOUNT_MANAGER}),
    "feedback.export": frozenset({CS_AGENT, CS_MANAGER}),
    # dispatch
    "runs.read": frozenset({PLATFORM_MANAGER, CS_MANAGER, CS_AGENT, SUPERVISOR, KEEPER, DISPATCHER}),
    "runs.plan": frozenset({DISPATCHER}),
    "runs.depart": frozenset({DISPATCHER}),
    "fleet.read": frozenset({PLATFORM_MANAGER, SUPERVISOR, DISPATCHER}),
    "fleet.manage": frozenset({SUPERVISOR, DISPATCHER}),
    "handover.read": frozenset(
        {PLATFORM_MANAGER, CS_MANAGER, CS_AGENT, SUPERVISOR, DOC_ADMIN, KEEPER, DISPATCHER, ACCOUNT_MANAGER, CASHIER}
    ),
    "handover.issue": frozenset({KEEPER}),
    "handover.sign": frozenset({KEEPER, DRIVER}),
    "calls.read": frozenset({PLATFORM_MANAGER, CS_MANAGER, CS_AGENT, SUPERVISOR, KEEPER, DISPATCHER, ACCOUNT_MANAGER}),
    "calls.log": frozenset({CS_AGENT, CS_MANAGER}),
    # driver's own
    "driver.use": frozenset({DRIVER}),
    # returns
    "papers.match": frozenset({DOC_ADMIN}),
    "papers.read": frozenset({DOC_ADMIN, PLATFORM_MANAGER, CS_MANAGER, SUPERVISOR, KEEPER, CASHIER}),
    "returns.sign": frozenset({DOC_ADMIN, DRIVER}),
    "returns.accept": frozenset({KEEPER}),
    "returns.read": frozenset({PLATFORM_MANAGER, CS_MANAGER, CS_AGENT, SUPERVISOR, DOC_ADMIN, KEEPER, ACCOUNT_MANAGER}),
    # cod
    "pos.manage": frozenset({CASHIER}),
    "pos.sign": frozenset({CASHIER, DRIVER}),
    "pos.read": frozenset({PLATFORM_MANAGER, CS_MANAGER, SUPERVISOR, CASHIER, DISPATCHER}),
    "money.read": frozenset({PLATFORM_MANAGER, CS_MANAGER, DOC_ADMIN, CASHIER, PLATFORM_HEAD, ACCOUNT_MANAGER})
    | FINANCE,
    "driver_total.make": frozenset({CASHIER}),
    "driver_total.sign": frozenset({CASHIER, DRIVER}),
    "cod_sheet.read": frozenset({PLATFORM_MANAGER, CS_MANAGER, CASHIER}) | FINANCE,
    "cod_sheet.sign": frozenset({CASHIER, HQ_FINANCE}),
    "slips.check": frozenset({DOC_ADMIN}),
    "bank.import": frozenset({HQ_FINANCE}),
    "bank.read": frozenset({CS_MANAGER, CASHIER, HQ_FINANCE, REGIONAL_FINANCE, SALES_FINANCE}),
    # reconciliation
    "statement.read": frozenset({CS_MANAGER, ACCOUNT_MANAGER, PLATFORM_MANAGER}) | FINANCE,
    "statement.import": frozenset({CS_MANAGER}),
    "payment.read": frozenset({CS_MANAGER, ACCOUNT_MANAGER, PLATFORM_MANAGER}) | FINANCE,
    "payment.request": frozenset({CS_MANAGER}),
    "payment.approve": frozenset({PLATFORM_MANAGER, REGIONAL_FINANCE, GENERAL_MANAGER}),
    "payment.form": frozenset({PROJECT_TEAM}),
    "payment.pay": frozenset({HQ_FINANCE}),
    # operations
    "board.read": frozenset(DESK),
}


def may(roles: Iterable[str], action: str) -> bool:
    """Whether any of these roles may do this action. An unknown action is a bug."""
    return bool(ACTIONS[action] & set(roles))


__all__ = ["ACTIONS", "ROLES", "SYSTEM", "TITLES", "may"]
