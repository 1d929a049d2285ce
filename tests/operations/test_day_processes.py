"""The simulated day by real HTTP on an instance of its own; and with processes killed in the middle."""

import datetime as dt
import json

import pytest
from django.core.management import call_command

from lab.benches import kill

D = dt.date(2026, 11, 2)


@pytest.mark.long
@pytest.mark.processes
def test_day_by_http_balances_and_writes_its_result(tmp_path, capsys):
    """`day` starts its own instance, plays it over HTTP, ends it, and says that all balances."""
    found = tmp_path / "day.json"
    call_command("day", orders=30, seed=5, json=found)
    report = json.loads(found.read_text())
    assert report["balanced"] and report["orders"] == 30 and not report["faults"]
    assert report["goods"]["in"] == report["goods"]["client"] + report["goods"]["store"] + report["goods"]["buyer"]
    assert "Balanced" in capsys.readouterr().out


@pytest.mark.long
@pytest.mark.services
def test_day_balances_though_web_and_worker_are_killed():
    """Two web and two worker processes; one of each dies by -9 in the middle, and nothing is lost or doubled."""
    result = kill.run({"date": D, "orders": 36, "seed": 2, "quiet": True})
    assert result["passed"], result
    assert {death["process"] for death in result["killed"]} >= {"web-1", "worker-1"}
