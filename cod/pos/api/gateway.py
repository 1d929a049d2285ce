"""/api/pos/v1/: what a terminal asks and reports."""

from django.utils.translation import gettext_lazy as _

from cod.pos.gateway import signed
from cod.pos.serializers import PreauthIn, QuoteIn, SaleIn
from cod.pos.services.holds import hold_record
from cod.pos.services.quotes import quote, token_order
from cod.pos.services.sales import CONFLICT, sale_record
from core.errors import Invalid


@signed
def preauth(request, terminal, data):
    """A pre-authorisation succeeded: {amount_fen, card_tail, auth_code, reference} -> {booked, held_fen}."""
    hold, booked = hold_record(terminal=terminal, **_checked(PreauthIn, data))
    answer = {"booked": booked, "reference": hold.reference, "amount_fen": hold.amount_fen}
    return (409 if booked == CONFLICT else 200), answer


@signed
def quote_view(request, terminal, data):
    """The amount of an order: {order_no, shipment_no?} -> {amount_fen, version, token}, or a refusal."""
    found = quote(terminal=terminal, **_checked(QuoteIn, data))
    order = found.order
    return 200, {
        "order": order.pk,
        "order_no": order.order_no,
        "shipment_no": order.shipment_no,
        "pay_mode": order.pay_mode,
        "amount_fen": found.amount_fen,
        "version": found.version,
        "token": found.token,
    }


@signed
def sale(request, terminal, data):
    """A card was charged: {order_no, amount_fen, version, token?, card_kind, card_tail, reference, occurred_at}.

    Always 200 {booked: order | suspense, reason}; 409 {booked: conflict} when the reference says something else.
    """
    values = _checked(SaleIn, data)
    order_id = token_order(values.pop("token"), terminal)
    result = sale_record(terminal=terminal, order_id=order_id, **values)
    answer = {"booked": result.booked, "reason": result.reason, "reference": result.sale.reference}
    return (409 if result.booked == CONFLICT else 200), answer | {"order": result.sale.order_id}


def _checked(kind, data):
    form = kind(data=data)
    if not form.is_valid():
        fields = {name: " ".join(map(str, errors)) for name, errors in form.errors.items()}
        raise Invalid("invalid", _("Check the fields named here."), **fields)
    return form.validated_data
