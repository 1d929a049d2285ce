"""The packaging standard: by which damage outside is judged (ENT-13, AMB-11)."""

from django.db import models

from core.lifecycle import N_


class DamageStandard(models.Model):
    """ENT-13: one clause of the client's standard, for goods at the gate or at the customer's door; editable."""

    INBOUND, DOOR = "inbound", "door"
    ACCEPT, NOTE, REFUSE = "accept", "note", "refuse"
    PLACES = {INBOUND: N_("At arrival"), DOOR: N_("At the door")}
    DECISIONS = {ACCEPT: N_("Take in"), NOTE: N_("Take in with a note"), REFUSE: N_("Refuse on the spot")}

    place = models.CharField(max_length=8, choices=[(code, code) for code in PLACES])
    code = models.CharField(max_length=20)
    text_zh = models.CharField(max_length=200)
    text_en = models.CharField(max_length=200, blank=True)
    category = models.CharField(max_length=40, blank=True)
    decision = models.CharField(max_length=8, choices=[(code, code) for code in DECISIONS])
    active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["place", "position", "code"]
        constraints = [models.UniqueConstraint(fields=["place", "code"], name="standard_clause_once")]

    def __str__(self) -> str:
        return self.code
