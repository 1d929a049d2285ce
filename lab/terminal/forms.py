"""Forms of the terminal look-alike."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cod.pos.payways import ways_reported

FOUR = {"invalid": _("Four digits, as on the card.")}
TAIL = {"inputmode": "numeric", "maxlength": "4", "pattern": "[0-9]{4}", "autocomplete": "off"}


def _cards() -> list[tuple[str, str]]:
    return [(word, way.words) for word, way in ways_reported().items()]


class PosOrderForm(forms.Form):
    order_no = forms.CharField(label=_("Order number"), max_length=40)


class PosPreauthForm(forms.Form):
    """What the driver's card is held for; the terminal proposes what is still missing."""

    amount_fen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    card_tail = forms.RegexField(
        r"^[0-9]{4}\Z", label=_("Last four digits"), widget=forms.TextInput(TAIL), error_messages=FOUR
    )


class PosSaleForm(forms.Form):
    """The amount comes from the gateway and goes back to it; nobody types it (INV-26)."""

    order_no = forms.CharField(max_length=40, widget=forms.HiddenInput)
    shipment_no = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    amount_fen = forms.IntegerField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    token = forms.CharField(max_length=300, widget=forms.HiddenInput)
    reference = forms.CharField(max_length=40, widget=forms.HiddenInput)
    card_kind = forms.ChoiceField(
        label=_("Card"),
        choices=_cards,
        widget=forms.RadioSelect,
    )
    card_tail = forms.RegexField(
        r"^[0-9]{4}\Z", label=_("Last four digits"), widget=forms.TextInput(TAIL), error_messages=FOUR
    )
