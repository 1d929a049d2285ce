"""Results told to the client: complete, repeatable, corrected by new rows only (INV-36 to INV-38, INV-48, SCN-23)."""

import datetime as dt
import io
import json

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from core import clock
from core.files import content_of
from core.jobs import job_run
from core.models import JobRun, OutboxMessage
from core.translatable import translated
from orders.exceptions.cases import OTHER
from orders.exceptions.services.cases import exception_instruct, exception_open
from orders.feedback.models import FeedbackExport, FeedbackLine
from orders.feedback.services import feedback_export, feedback_final, feedback_recompute, feedback_uploaded
from orders.register.lifecycle import OrderAction
from orders.register.models import Reason
from orders.register.services.outcomes import outcome_add
from orders.register.services.status import orders_move
from orders.zones.cases import OUT_OF_AREA
from tests.orders.gate import refused

pytestmark = pytest.mark.django_db


def at(day, time, later=0):
    clock.move_to(clock.at(day + dt.timedelta(days=later), time))


def table(export):
    """The rows of the stored workbook as dicts by title."""
    rows = list(openpyxl.load_workbook(io.BytesIO(content_of(export.file))).active.iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def by_order(export):
    return {row["订单号"]: row for row in table(export)}


def scn_23(world, day):
    """115 orders of D: at noon 112 with a result; by 16:00 101 delivered, 2 partial, 8 refused, 1 deferred, 3 open."""
    at(day, "04:20")
    orders = [world.order_make() for _ in range(115)]
    orders_move(action=OrderAction.ACCEPT, order_ids=[order.pk for order in orders], actor=world.keeper)
    at(day, "15:00")
    driver = world.drivers[0].user
    for order in orders[:101]:
        outcome_add(order=order, result="delivered", signer_name="王五", driver_user=driver)
    for order in orders[101:103]:
        outcome_add(order=order, result="partial", pieces_back=1)
    for order in orders[103:111]:
        outcome_add(order=order, result="refused_onsite", reason="damaged_test", client_staff_no="80417")
    outcome_add(order=orders[111], result="deferred", note="客户改期")
    return orders


def test_scn_23_the_16_00_file_holds_all_115_orders_once(world, day):
    """INV-36: 101 + 2 + 8 + 1 + 3 = 115, each with a result or a reason."""
    Reason.objects.create(kind="refusal", code="damaged_test", name_zh="外包装破损", name_en="damaged")
    scn_23(world, day)
    at(day, "16:00", 1)
    export = feedback_export(client=world.client, business_date=day, kind="final", actor=world.cs_agent)
    rows = table(export)
    results = [row["结果代码"] for row in rows]
    assert (export.rows, len({row["订单号"] for row in rows})) == (115, 115)
    assert {word: results.count(word) for word in set(results)} == {
        "签收": 101,
        "部分签收": 2,
        "现场拒收": 8,
        "改期": 1,
        "异常处理中": 3,
    }
    assert {row["备注"] for row in rows if row["结果代码"] == "异常处理中"} == {"在库，待配送"}
    refusal = next(row for row in rows if row["结果代码"] == "现场拒收")
    assert (refusal["拒收原因"], refusal["卓越客服工号"]) == ("外包装破损", "80417")
    delivered = rows[0]
    assert (delivered["签收人"], delivered["司机"], delivered["是否修正"]) == ("王五", world.drivers[0].user.name, "否")


def test_a_later_review_is_a_correction_row_and_the_sent_file_stays_as_it_was(world, day):
    """INV-37, SCN-23: the review of D+2 changes delivered to refused; the file made on D+2 has the row."""
    orders = scn_23(world, day)
    at(day, "16:00", 1)
    first = feedback_export(client=world.client, business_date=day, kind="final")
    before = content_of(first.file)
    at(day, "10:00", 2)
    outcome_add(order=orders[0], result="refused_onsite", note="复核更正")
    at(day, "16:00", 2)
    second = feedback_export(client=world.client, business_date=day + dt.timedelta(days=1), kind="final")
    rows = by_order(second)
    assert (rows[orders[0].order_no]["结果代码"], rows[orders[0].order_no]["是否修正"]) == ("现场拒收", "是")
    line = FeedbackLine.objects.get(export=second, order=orders[0])
    assert line.corrects == FeedbackLine.objects.get(export=first, order=orders[0])
    _rows, again, identical = feedback_recompute(export=first)
    assert identical and again == before == content_of(FeedbackExport.objects.get(pk=first.pk).file)
    assert sum(row["是否修正"] == "是" for row in rows.values()) == 1


def test_an_open_order_comes_back_each_day_until_it_is_final(world, day):
    """INV-38, BG-02."""
    at(day, "04:20")
    order = world.order_make()
    at(day, "16:00", 1)
    feedback_export(client=world.client, business_date=day, kind="final")
    at(day, "16:00", 2)
    second = feedback_export(client=world.client, business_date=day + dt.timedelta(days=1), kind="final")
    assert by_order(second)[order.order_no]["备注"] == "未到货，等待干线"
    at(day, "15:00", 3)
    outcome_add(order=order, result="delivered")
    at(day, "16:00", 3)
    third = feedback_export(client=world.client, business_date=day + dt.timedelta(days=2), kind="final")
    row = by_order(third)[order.order_no]
    assert (row["结果代码"], row["是否修正"], row["业务日期"].date()) == ("签收", "否", day)
    at(day, "16:00", 4)
    with refused("nothing"):
        feedback_export(client=world.client, business_date=day + dt.timedelta(days=3), kind="final")


def test_recomputing_a_past_date_gives_the_same_lines_whatever_came_later(world, day):
    """INV-48: also for a file that nobody made in time, and after orders moved on and more were imported."""
    orders = scn_23(world, day)
    at(day, "12:00", 1)
    noon = feedback_export(client=world.client, business_date=day, kind="noon")
    at(day, "16:01", 1)
    outcome_add(order=orders[114], result="delivered")
    orders_move(action=OrderAction.HAND_OVER, order_ids=[orders[113].pk], actor=world.keeper)
    exception_open(kind=OTHER, order=orders[112])
    world.order_make(business_date=day)
    at(day, "09:00", 5)
    final = feedback_export(client=world.client, business_date=day, kind="final")
    assert final.rows == 115
    assert by_order(final)[orders[114].order_no]["结果代码"] == "异常处理中"
    assert by_order(final)[orders[113].order_no]["备注"] == "在库，待配送"
    for export in (noon, final):
        assert feedback_recompute(export=export)[2]
    assert feedback_export(client=world.client, business_date=day, kind="final") == final
    assert FeedbackExport.objects.count() == 2


def test_an_early_file_counts_the_facts_of_its_moment_and_the_rest_goes_into_the_next(world, day):
    """CON-16: customer service may make the final file before 16:00; nothing falls between two files."""
    orders = scn_23(world, day)
    at(day, "11:59", 1)
    with refused("too_early"):
        feedback_export(client=world.client, business_date=day, kind="final")
    at(day, "15:10", 1)
    export = feedback_export(client=world.client, business_date=day, kind="final")
    assert export.cut_off == clock.now()
    at(day, "15:30", 1)
    outcome_add(order=orders[0], result="refused_onsite")
    at(day, "16:00", 1)
    assert "115 行" in translated(feedback_final(business_date=day))
    assert feedback_recompute(export=export)[2]
    at(day, "16:00", 2)
    following = feedback_export(client=world.client, business_date=day + dt.timedelta(days=1), kind="final")
    assert by_order(following)[orders[0].order_no]["是否修正"] == "是"


def test_a_change_between_noon_and_16_00_is_marked_as_a_correction(world, day):
    orders = scn_23(world, day)
    at(day, "12:00", 1)
    noon = feedback_export(client=world.client, business_date=day, kind="noon")
    at(day, "13:00", 1)
    outcome_add(order=orders[0], result="refused_onsite")
    outcome_add(order=orders[112], result="delivered")
    at(day, "16:00", 1)
    final = feedback_export(client=world.client, business_date=day, kind="final")
    marks = {order_no for order_no, row in by_order(final).items() if row["是否修正"] == "是"}
    assert marks == {orders[0].order_no}
    assert FeedbackLine.objects.get(export=final, order=orders[0]).corrects.export == noon


def test_orders_that_never_came_or_were_cancelled_are_told_too(world, day):
    """INV-36: out of area and cancelled orders stand in the file with their reason and the client's number."""
    at(day, "04:20")
    outside, gone = world.order_make(), world.order_make()
    type(outside).objects.filter(pk=outside.pk).update(status="out_of_area")
    case = exception_open(kind=OUT_OF_AREA, order=outside)
    exception_instruct(case=case, client_staff_no="80231", decision="cancel_order", text="", actor=world.cs_agent)
    orders_move(action=OrderAction.HOLD_INBOUND, order_ids=[gone.pk], actor=world.keeper)
    orders_move(action=OrderAction.CANCEL, order_ids=[gone.pk], actor=world.keeper)
    outcome_add(order=gone, result="cancelled", reason="cancel_order", client_staff_no="80417")
    at(day, "16:00", 1)
    rows = by_order(feedback_export(client=world.client, business_date=day, kind="final"))
    assert rows[outside.order_no]["备注"] == "超出配送区域，待客户指示"
    assert rows[outside.order_no]["卓越客服工号"] == "80231"
    assert (rows[gone.order_no]["备注"], rows[gone.order_no]["卓越客服工号"]) == ("按客户指示取消", "80417")
    at(day, "16:00", 2)
    following = by_order(feedback_export(client=world.client, business_date=day + dt.timedelta(days=1), kind="final"))
    assert set(following) == {outside.order_no}


def test_no_code_of_ours_stands_in_the_clients_file(world, day):
    """DOC-07: a reason that is no row of the editable table still reads as words."""
    at(day, "15:00")
    for reason, result in (("phone", "refused_phone"), ("no_document", "refused_onsite")):
        outcome_add(order=world.order_make(), result=result, reason=reason)
    at(day, "16:00", 1)
    told = {
        row["拒收原因"]
        for row in table(feedback_export(client=world.client, business_date=day, kind="final", actor=world.cs_agent))
    }
    assert told == {"顾客电话拒收", "货在单缺，按拒收处理"}


def test_the_upload_is_recorded_once_and_its_lateness_shows(world, day):
    """KPI-05 measures the upload, not the export."""
    world.order_make(business_date=day)
    at(day, "12:00", 1)
    export = feedback_export(client=world.client, business_date=day, kind="noon")
    with refused("uploaded_at"):
        feedback_uploaded(export=export, actor=world.cs_agent, uploaded_at=clock.at(day, "11:00"))
    at(day, "12:20", 1)
    feedback_uploaded(export=export, actor=world.cs_agent)
    with refused("uploaded"):
        feedback_uploaded(export=export, actor=world.cs_agent)
    told = OutboxMessage.objects.filter(kind="feedback_noon").values_list("to_id", flat=True)
    assert set(told) == {world.cs_agent.pk, world.cs_manager.pk}


def test_the_timed_jobs_make_both_files_once(world, day):
    world.order_make(business_date=day)
    at(day, "16:00", 1)
    for name in ("feedback_noon", "feedback_final"):
        assert job_run(name=name, business_date=day)
        assert not job_run(name=name, business_date=day)
    kinds = set(FeedbackExport.objects.values_list("kind", flat=True))
    assert kinds == {"noon", "final"} and JobRun.objects.filter(state="done").count() == 2
    at(day, "16:00", 3)
    assert "卓越" in feedback_final(business_date=day + dt.timedelta(days=2))


def test_the_command_prints_one_json_object_and_writes_the_workbook(world, day, tmp_path, capsys):
    """INV-48: twice for the same date, the same file."""
    scn_23(world, day)
    at(day, "10:00", 3)
    answers = []
    for name in ("one.xlsx", "two.xlsx"):
        call_command("feedback_export", "--date", str(day), "--kind", "final", "--out", str(tmp_path / name))
        answers.append(json.loads(capsys.readouterr().out))
    assert answers[0] == answers[1]
    wanted = {"rows": 115, "delivered": 101, "refused": 8, "in_progress": 3, "other": 3, "identical": True}
    assert wanted.items() <= answers[0].items()
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    assert FeedbackExport.objects.count() == 1
    with pytest.raises(CommandError):
        call_command("feedback_export", "--date", str(day + dt.timedelta(days=9)), "--kind", "noon")
