"""The COD handover sheet: one per platform and date, each collection on exactly one (FLW-O.1, INV-34, AMB-22)."""

import datetime as dt

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from cod.dues import chart
from cod.dues.legs import order_of
from cod.pos.models import Binding, Collection
from cod.sheet23.deadlines import COD_CUT_OFF
from cod.sheet23.exports import CodSheetContent, cod_sheet_paper
from cod.sheet23.kinds import COD_SHEET, COD_SHEET_MAKE
from cod.sheet23.models import CodSheet, CodSheetLine
from core import audit, clock
from core.errors import Conflict, NotAllowed
from core.lifecycle import N_
from core.money import yuan
from core.translatable import translatable
from core.types import JsonObject
from dispatch.runs.models import Run
from ledger.models import Entry, LedgerSeal
from ledger.services.seals import day_seal
from orders.register.lifecycle import PaymentState
from orders.register.models import about_order
from people.models import Platform, User
from sheets.models import Signature
from sheets.services.papers import sheet_issue, sheet_sign


@transaction.atomic
def handover_sheet_generate(*, business_date: dt.date) -> str:
    """Make the day's sheets, once; again it adds no line. A timed job at the cut-off. Returns a short message.

    Raises Conflict before the cut-off, and while the day before has collections and no sheet.
    """
    cut_off = COD_CUT_OFF.at(business_date)
    if clock.now() < cut_off:
        text = _("The sheet of %(date)s is made at %(time)s, not before.")
        raise Conflict("too_early", text, date=f"{business_date}", time=f"{clock.local(cut_off):%H:%M}")
    _earlier_guard(business_date)
    seal = day_seal(business_date=business_date)
    sheets = [_sheet(platform, business_date, cut_off, seal) for platform in Platform.objects.order_by("code")]
    made = [sheet for sheet in sheets if sheet]
    total = yuan(sum(sheet.total_fen for sheet in made))
    return translatable(N_("Sheets: %(count)s, %(amount)s"), count=len(made), amount=total)


def _earlier_guard(business_date: dt.date) -> None:
    """What belongs on the sheet of the day before must not slip onto this one (INV-34)."""
    before = business_date - dt.timedelta(days=1)
    made = CodSheet.objects.filter(business_date=before).values("platform")
    left = Collection.objects.filter(sheet_line=None, recorded_at__lte=COD_CUT_OFF.at(before)).exclude(
        platform__in=made
    )
    if left.exists():
        raise Conflict("earlier_first", _("Make the COD handover sheet of %(date)s first."), date=f"{before}")


def content_again(sheet: CodSheet) -> CodSheetContent:
    """What the sheet of a past date would show when computed again from the facts as of its cut-off."""
    about = (sheet.platform, sheet.business_date, sheet.cut_off)
    lines, pending = unlisted_collections(sheet.platform, sheet.cut_off, sheet), pending_of(*about, sheet)
    return cod_sheet_paper(*about, lines, pending, sheet.seal)


def unlisted_collections(platform: Platform, cut_off: dt.datetime, sheet: CodSheet | None = None) -> list[Collection]:
    """Collections recorded by the cut-off and on no other sheet, by area and driver."""
    free = Q(sheet_line__isnull=True) | Q(sheet_line__cod_sheet=sheet) if sheet else Q(sheet_line__isnull=True)
    rows = Collection.objects.filter(free, platform=platform, recorded_at__lte=cut_off)
    rows = rows.select_related("order", "driver", "terminal", "run")
    return list(rows.order_by("order__district", "driver__code", "collected_at", "pk"))


def pending_of(
    platform: Platform, business_date: dt.date, cut: dt.datetime, sheet: CodSheet | None = None
) -> list[JsonObject]:
    """What drivers had to collect and had not written off by `cut`: dicts of area, driver, order, fen and reason."""
    bound = Binding.objects.filter(run__platform=platform, run__business_date__lte=business_date, bound_at__lte=cut)
    # Closed since it was bound; an order that is delivered again is bound again.
    closed = Entry.objects.filter(
        kind=chart.CLOSED,
        about=Concat(Value("order:"), Cast(OuterRef("order"), CharField())),
        recorded_at__gte=OuterRef("bound_at"),
        recorded_at__lte=cut,
    )
    paid = Collection.objects.filter(Q(recorded_at__lte=cut), _not_later(sheet))
    rows = bound.exclude(Exists(closed)).exclude(order__in=paid.values("order"))
    latest = {row.order_id: row for row in rows.select_related("order", "driver").order_by("pk")}
    taken = Entry.objects.filter(
        kind=chart.CASH_TAKEN, recorded_at__lte=cut, about__in=[about_order(pk) for pk in latest]
    )
    cash = {order_of(about) for about in taken.values_list("about", flat=True)}
    ordered = sorted(latest.values(), key=lambda row: (row.order.district, row.driver.code, row.order_id))
    return [
        {
            "area": row.order.district,
            "driver": row.driver.code,
            "order": row.order_id,
            "order_no": row.order.order_no,
            "amount_fen": row.amount_fen,
            "reason": PaymentState.CASH_HELD if row.order_id in cash else PaymentState.UNPAID,
        }
        for row in ordered
    ]


@transaction.atomic
def handover_sheet_sign(
    *, sheet: CodSheet, side: str, signer: User, shown_hash: str, method: str = Signature.SESSION
) -> bool:
    """Cashier or finance signs the platform's sheet; True when both have (FLW-O.2). `sheet`: a CodSheet."""
    if side == "cashier" and signer.platform_id != sheet.platform_id:
        raise NotAllowed("other_platform", _("A cashier of this platform signs."))
    return sheet_sign(sheet=sheet.sheet, side=side, signer=signer, method=method, shown=shown_hash)


def _not_later(sheet: CodSheet | None) -> Q:
    """A collection that came in the very moment of the cut-off may stand on the next sheet; then it was pending."""
    return ~Q(sheet_line__cod_sheet__pk__gt=sheet.pk) | Q(sheet_line__isnull=True) if sheet else Q()


def _sheet(platform: Platform, business_date: dt.date, cut_off: dt.datetime, seal: LedgerSeal) -> CodSheet | None:
    found = CodSheet.objects.filter(platform=platform, business_date=business_date).select_related("sheet").first()
    if found:
        return found
    about = (platform, business_date, cut_off)
    lines, pending = unlisted_collections(platform, cut_off), pending_of(*about)
    if not (lines or pending or Run.objects.filter(platform=platform, business_date=business_date).exists()):
        return None
    paper = sheet_issue(
        kind=COD_SHEET,
        platform=platform,
        business_date=business_date,
        about=f"cod_sheet:{platform.code}:{business_date}",
        content=cod_sheet_paper(*about, lines, pending, seal),
        actor=None,
    )
    sheet = CodSheet.objects.create(
        platform=platform,
        business_date=business_date,
        cut_off=cut_off,
        sheet=paper,
        total_fen=sum(row.amount_fen for row in lines),
        pending_fen=sum(row["amount_fen"] for row in pending),
        seal=seal,
    )
    rows = [CodSheetLine(cod_sheet=sheet, collection=row, position=place) for place, row in enumerate(lines, 1)]
    CodSheetLine.objects.bulk_create(rows, batch_size=500)
    audit.record(
        actor=None, action=COD_SHEET_MAKE, subject=sheet, new={"total_fen": sheet.total_fen, "lines": len(rows)}
    )
    return sheet
