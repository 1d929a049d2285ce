"""How people name an order: by how its number begins or ends, its waybill, a telephone or its last four digits."""

import re
import unicodedata

from django.db.models import Q

from core.pagination import COUNT_CAP
from orders.register.models import Recipient

SHORTEST = 3  # fewer signs name everything
_TAIL, _PHONE = re.compile(r"\d{4}"), re.compile(r"\d{7,}")
_BETWEEN = re.compile(r"^\+?86(?=1\d)|[\s()-]")  # what people write before and within a telephone


def named_exactly(words: list[str]) -> Q:
    """Orders with one of these numbers or waybills."""
    return Q(order_no__in=words) | Q(waybill_no__in=words)


def named(text: str) -> Q:
    """Orders whose number begins or ends so, whose waybill begins so, or whose recipient has such a telephone.

    The recipients are looked up first: a condition on the orders' own columns is answered by their indexes.
    """
    word = unicodedata.normalize("NFKC", text).strip()
    if len(word) < SHORTEST:
        return Q(order_no__iexact=word)
    numbered = Q(order_no__istartswith=word) | Q(order_no__ends=word) | Q(waybill_no__startswith=word)
    return numbered | Q(recipient__in=_reached(word))


def _reached(word: str) -> list[int]:
    """Ids of recipients with this telephone, or with one that ends so: the newest of very many."""
    digits = _BETWEEN.sub("", word)
    if _TAIL.fullmatch(word):
        wanted = Q(phone_tail=word)
    elif _PHONE.fullmatch(digits):
        wanted = Q(phone__in={word, digits}) | Q(phone2__in={word, digits})
    else:
        return []
    return list(Recipient.objects.filter(wanted).order_by("-pk").values_list("pk", flat=True)[:COUNT_CAP])
