"""The sidebar of each role. The first link is where the role lands after signing in.

A link stands here only when its page exists; a test resolves every name. Labels are msgids.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.questions import Sidebar
from core.types import JsonObject, Text
from operations.search.rights import SEARCH_USE
from people import roles
from people.access import Request, signed_in
from people.models import User
from people.questions import Landing
from people.roles import TITLES


@dataclass(frozen=True)
class Link:
    """One line of a sidebar: label (msgid), name of the address, Lucide icon."""

    label: Text
    url_name: str
    icon: str

    @property
    def url(self) -> str:
        return reverse(self.url_name)


SEARCH = "search"

# role code -> links, first = landing page. A Link used by several roles is named once above the table,
# so that a page has one label and one icon everywhere.
USERS = Link(_("Users"), "user-list", "users")
ORDERS = Link(_("Orders"), "order-list", "package")
IMPORTS = Link(_("Order import"), "import-list", "upload")
ZONES = Link(_("Zones"), "zone-list", "map")
ZONE_QUESTIONS = Link(_("Zone questions"), "zone-question-list", "map-pin")
DISPATCH = Link(_("Dispatch desk"), "dispatch-desk", "truck")
HANDOVER = Link(_("Goods handover"), "handover-desk", "package-check")
CALLS = Link(_("Call desk"), "call-desk", "phone")
FLEET = Link(_("Drivers and vehicles"), "fleet", "id-card")
BOARD = Link(_("Day board"), "board", "layout-dashboard")
BALANCE = Link(_("Goods, papers, money"), "balance", "scale")
RECON = Link(_("Reconciliation"), "recon-desk", "git-compare-arrows")
PAYMENTS = Link(_("Payment requests"), "payment-list", "stamp")
DOWNLOADS = Link(_("Downloads"), "downloads", "download")
JOBS = Link(_("Timed jobs"), "job-list", "alarm-clock")
CALENDAR = Link(_("Working days"), "calendar", "calendar-days")
CASHIER_DESK = Link(_("Cashier desk"), "cashier-desk", "wallet")
TERMINALS = Link(_("Terminals"), "terminal-list", "smartphone-nfc")
MY_RUN = Link(_("Run"), "driver-run", "truck")
MY_CALLS = Link(_("Calls"), "driver-calls", "phone")
ME = Link(_("Me"), "driver-me", "user")
EVENING = Link(_("Evening desk"), "evening", "moon")
RETURNS = Link(_("Returned goods"), "return-list", "package-open")
ARRIVALS = Link(_("Arrivals"), "arrival-list", "container")
EXCEPTIONS = Link(_("Exceptions"), "exception-list", "triangle-alert")
STOCK = Link(_("Stock"), "stock-list", "warehouse")
STANDARD = Link(_("Damage standard"), "standard-list", "ruler")
FEEDBACK = Link(_("Feedback"), "feedback-list", "file-up")
COD_SHEETS = Link(_("COD sheets"), "cod-sheet-list", "file-clock")
MONEY = Link(_("Money"), "money-day", "coins")
SLIPS = Link(_("Slips"), "slip-list", "receipt")
BANK = Link(_("Bank files"), "bank-list", "landmark")
SHEETS = Link(_("Sheets"), "sheet-list", "file-pen-line")
INBOX = Link(_("Notices"), "inbox", "bell")

NAVIGATION: dict[str, tuple[Link, ...]] = {
    roles.PLATFORM_MANAGER: (
        BOARD, ORDERS, ARRIVALS, STOCK, DISPATCH, HANDOVER, CALLS, EXCEPTIONS, EVENING, RETURNS, COD_SHEETS, MONEY,
        BALANCE, RECON, PAYMENTS, FEEDBACK, IMPORTS, FLEET, JOBS, SHEETS, DOWNLOADS, INBOX,
    ),
    roles.CS_MANAGER: (
        EXCEPTIONS, ZONE_QUESTIONS, ORDERS, CALLS, BOARD, FEEDBACK, RECON, PAYMENTS, BANK, COD_SHEETS, MONEY, BALANCE,
        DISPATCH, HANDOVER, ARRIVALS, RETURNS, EVENING, IMPORTS, ZONES, STANDARD, JOBS, SHEETS, DOWNLOADS, INBOX,
    ),
    roles.CS_AGENT: (
        CALLS, EXCEPTIONS, ZONE_QUESTIONS, ORDERS, FEEDBACK, BOARD, DISPATCH, HANDOVER, ARRIVALS, RETURNS, IMPORTS,
        ZONES, SHEETS, DOWNLOADS, INBOX,
    ),
    roles.SUPERVISOR: (DISPATCH, ORDERS, EXCEPTIONS, HANDOVER, CALLS, FLEET, RETURNS, EVENING, BOARD, SHEETS, INBOX),
    roles.DRIVER: (MY_RUN, MY_CALLS, ME),
    roles.DOC_ADMIN: (EVENING, RETURNS, SLIPS, EXCEPTIONS, ORDERS, HANDOVER, BOARD, SHEETS, INBOX),
    roles.CASHIER: (
        CASHIER_DESK, COD_SHEETS, TERMINALS, BANK, MONEY, ORDERS, HANDOVER, EVENING, BOARD, SHEETS, DOWNLOADS, INBOX,
    ),
    roles.KEEPER: (
        HANDOVER, ARRIVALS, STOCK, RETURNS, EXCEPTIONS, STANDARD, IMPORTS, ORDERS, DISPATCH, CALLS, EVENING, BOARD,
        SHEETS, INBOX,
    ),
    roles.DISPATCHER: (DISPATCH, HANDOVER, CALLS, ORDERS, IMPORTS, FLEET, BOARD, SHEETS, INBOX),
    roles.INTAKE: (
        IMPORTS, ZONE_QUESTIONS, ARRIVALS, ORDERS, EXCEPTIONS, ZONES, STANDARD, BOARD, SHEETS, DOWNLOADS, INBOX,
    ),
    roles.ACCOUNT_MANAGER: (
        EXCEPTIONS, ORDERS, ARRIVALS, HANDOVER, CALLS, FEEDBACK, RETURNS, RECON, PAYMENTS, MONEY, IMPORTS, BOARD,
        STANDARD, SHEETS, DOWNLOADS, INBOX,
    ),
    roles.PLATFORM_HEAD: (BOARD, ORDERS, MONEY, SHEETS, INBOX),
    roles.REGIONAL_FINANCE: (PAYMENTS, RECON, COD_SHEETS, MONEY, BALANCE, BANK, BOARD, SHEETS, DOWNLOADS, INBOX),
    roles.GENERAL_MANAGER: (PAYMENTS, RECON, COD_SHEETS, MONEY, BALANCE, BOARD, SHEETS, DOWNLOADS, INBOX),
    roles.PROJECT_TEAM: (PAYMENTS, RECON, COD_SHEETS, MONEY, BOARD, SHEETS, INBOX),
    roles.HQ_FINANCE: (BANK, PAYMENTS, COD_SHEETS, RECON, MONEY, BALANCE, ORDERS, BOARD, SHEETS, DOWNLOADS, INBOX),
    roles.SALES_FINANCE: (RECON, PAYMENTS, BANK, COD_SHEETS, MONEY, ORDERS, BOARD, SHEETS, INBOX),
    roles.IT_SUPPORT: (JOBS, BOARD, INBOX),
    roles.ADMIN: (USERS, CALENDAR, ZONES, STANDARD, JOBS, BOARD, INBOX),
}  # fmt: skip


def navigation_for(request: Request) -> JsonObject:
    """What the frame shows: {"links", "role", "role_label", "roles", "search_url"}; see core.questions.Sidebar."""
    role = role_of(request)
    return {
        "links": _shown(NAVIGATION.get(role, ()), request.path),
        "role": role,
        "role_label": gettext(TITLES[role]) if role else "",
        "roles": [(code, gettext(TITLES[code])) for code in TITLES if code in request.user.roles],
        "search_url": _search_url(request.user),
    }


def role_of(request: Request) -> str:
    """The role this person works in now: the one chosen in the avatar menu, else the first held; "" for none."""
    held = [code for code in TITLES if code in request.user.roles]
    chosen = request.session.get("role") if hasattr(request, "session") else None
    return chosen if chosen in held else next(iter(held), "")


def sidebar(asked: Sidebar) -> JsonObject:
    """Answers the frame of every page."""
    assert signed_in(asked.request), "core.context asks for nobody else"
    return navigation_for(asked.request)


def landing(asked: Landing) -> str | None:
    """Answers where a person lands after signing in."""
    assert signed_in(asked.request), "people.views asks behind `needs`"
    return landing_url(asked.request)


def landing_url(request: Request) -> str | None:
    """Where the person's role starts to work, or None when that role has no page of its own."""
    links = NAVIGATION.get(role_of(request), ())
    return links[0].url if links else None


def _shown(links: Sequence[Link], path: str) -> list[JsonObject]:
    """The links with the one whose address is the nearest above `path` marked as current."""
    urls = [link.url for link in links]
    above = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    nearest = max(above, key=len, default=None)
    return [
        {"label": link.label, "url": url, "icon": link.icon, "current": url == nearest}
        for link, url in zip(links, urls, strict=True)
    ]


def _search_url(user: User) -> str:
    try:
        return reverse(SEARCH) if user.may(SEARCH_USE) else ""
    except NoReverseMatch:
        return ""


__all__ = ["NAVIGATION", "Link", "_", "landing_url", "navigation_for", "role_of"]
