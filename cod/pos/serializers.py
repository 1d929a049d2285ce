"""What terminals and their API take and give."""

import datetime as dt
from typing import Any

from rest_framework import serializers
from rest_framework.fields import empty

from cod.pos.cases import suspense_causes
from cod.pos.forms import date_of
from cod.pos.lifecycle import TerminalState
from cod.pos.payways import TerminalWay, ways_reported
from cod.pos.services.sales import BOOKED, CONFLICT, SUSPENSE
from core.serializers import CodeOut
from orders.register.payways import payment_wishes
from sheets.serializers import SheetBriefOut


class StrictInt(serializers.IntegerField):
    """A whole number that is written as one: 1299.0 and "1299" are not amounts in fen."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return super().to_internal_value(data)


class Tail(serializers.RegexField):
    """The last four digits of a card; more is never taken (NFR-05)."""

    def __init__(self, **values: Any) -> None:
        super().__init__(r"^[0-9]{4}\Z", **values)


class BusinessDate(serializers.DateField):
    """A business date, today when it is left out; refused in the words of the pages."""

    def __init__(self) -> None:
        super().__init__(required=False)

    def run_validation(self, data: Any = empty) -> dt.date:
        return date_of("" if data is empty else data)


class ReportedWay(serializers.ChoiceField):
    """What a terminal calls the card that it charged, as the way of payment that it means."""

    def __init__(self, **options: Any) -> None:
        super().__init__([(word, way.label) for word, way in ways_reported().items()], **options)

    def to_internal_value(self, data: Any) -> TerminalWay:
        return ways_reported()[super().to_internal_value(data)]


class PreauthIn(serializers.Serializer):
    """A pre-authorisation on the driver's own card succeeded."""

    amount_fen = StrictInt(min_value=1, max_value=10**11)
    card_tail = Tail()
    auth_code = serializers.CharField(max_length=20)
    reference = serializers.CharField(max_length=40)


class QuoteIn(serializers.Serializer):
    """The order whose amount is asked for; the shipment when it has several."""

    order_no = serializers.CharField(max_length=40)
    shipment_no = serializers.CharField(max_length=20, required=False, default="", allow_blank=True)


class SaleIn(QuoteIn):
    """A card was charged; `version` and `token` of the quote."""

    amount_fen = StrictInt(min_value=1, max_value=10**11)
    version = StrictInt(min_value=0, max_value=10**6, required=False, default=0)
    token = serializers.CharField(max_length=300, required=False, default="", allow_blank=True)
    card_kind = ReportedWay(source="way")
    card_tail = Tail()
    reference = serializers.CharField(max_length=40)
    occurred_at = serializers.DateTimeField()


class PreauthOut(serializers.Serializer):
    """What was kept: for the run, in suspense without one, or in conflict with what the reference said before."""

    booked = serializers.ChoiceField(["held", SUSPENSE, CONFLICT])
    reference = serializers.CharField(source="hold.reference")
    amount_fen = serializers.IntegerField(source="hold.amount_fen")


class QuoteOut(serializers.Serializer):
    """What the terminal may charge; `token` goes into the sale."""

    order = serializers.IntegerField(source="order.pk")
    order_no = serializers.CharField(source="order.order_no")
    shipment_no = serializers.CharField(source="order.shipment_no")
    pay_mode = CodeOut(payment_wishes, source="order.pay_mode")
    amount_fen = serializers.IntegerField()
    version = serializers.IntegerField()
    token = serializers.CharField()


class SaleOut(serializers.Serializer):
    """Where the sale was booked: to its order, to suspense for a reason, or in conflict with an earlier notice."""

    booked = serializers.ChoiceField([BOOKED, SUSPENSE, CONFLICT])
    reason = serializers.ChoiceField(["", "reference_used", *suspense_causes])
    reference = serializers.CharField(source="sale.reference")
    order = serializers.IntegerField(source="sale.order_id", allow_null=True)


class IssueIn(serializers.Serializer):
    """Which terminal goes to which driver, each by code or id."""

    terminal = serializers.CharField(max_length=20)
    driver = serializers.CharField(max_length=10)
    business_date = serializers.DateField()


class ReturnIn(serializers.Serializer):
    """In which condition it came back."""

    condition = serializers.CharField(max_length=100, required=False, default="", allow_blank=True)


class TerminalOut(serializers.Serializer):
    """A terminal; its secret only in a simulation, for the simulator."""

    id = serializers.IntegerField()
    serial = serializers.CharField()
    state = CodeOut(TerminalState)
    platform = serializers.CharField(source="platform.code")
    secret = serializers.CharField(source="secret_shown", required=False)  # added by the view


class IssueOut(serializers.Serializer):
    """A terminal's issue, and the sheet by which it goes out."""

    id = serializers.IntegerField()
    sheet = SheetBriefOut(source="issue_sheet")


class ReturnOut(serializers.Serializer):
    """A terminal's issue, and the sheet by which it comes back."""

    id = serializers.IntegerField()
    sheet = SheetBriefOut(source="return_sheet")
