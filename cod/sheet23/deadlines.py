"""The cut-off of the day's collections."""

from core.deadlines import Deadline
from core.lifecycle import N_

COD_CUT_OFF = Deadline("cod_cut_off", N_("COD handover sheet made"), "23:00", rule="DAY-11")
