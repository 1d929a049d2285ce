"""The one place where waybill numbers are given."""

from core import numbers


def waybills_give(*, orders, business_date):
    """Set `waybill_no` on unsaved orders that have a zone; none without one (INV-01).

    Digits only, the day first, so that a driver can key one and a scanner read it.
    """
    accepted = [order for order in orders if order.zone]
    if accepted:
        day = f"{business_date:%y%m%d}"
        first = numbers.take(f"waybill:{day}", len(accepted))
        for number, order in enumerate(accepted, first):
            order.waybill_no = f"{day}{number:05d}"
