"""How the ledger books it: as a customer's card, under a name of its own."""

from cod.dues.chart import SALE
from core.lifecycle import N_
from ledger.chart import Movement

QR_SALE = Movement("qr_sale", N_("QR code at the door"), *SALE)
