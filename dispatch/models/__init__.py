"""Rows of the dispatch room, by noun."""

from dispatch.models.calls import Appointment, CallLog
from dispatch.models.fleet import Driver, Vehicle
from dispatch.models.runs import LineMatch, Run, RunClearance, RunSheet, RunStop

__all__ = ["Appointment", "CallLog", "Driver", "LineMatch", "Run", "RunClearance", "RunSheet", "RunStop", "Vehicle"]
