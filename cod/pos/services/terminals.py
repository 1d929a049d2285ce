"""Terminals go out and come home by two signatures each (FLW-R, INV-46, DOC-21)."""

import datetime as dt
import secrets

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from cod.dues.services import alarms
from cod.pos import lifecycle
from cod.pos.exports import terminal_paper
from cod.pos.kinds import (
    POS_AGREEMENT,
    POS_ISSUE,
    POS_NOT_RETURNED,
    POS_PREPARE,
    POS_RETURN,
    POS_TRAINING,
    TERMINAL_CREATE,
)
from cod.pos.lifecycle import IssueAction, IssueState, TerminalAction, TerminalState
from cod.pos.models import PosAgreement, PosIssue, PosTraining, Terminal
from cod.pos.services.clearances import clearance_refresh
from core import audit, clock, moves
from core.errors import Conflict, Invalid, NotAllowed
from core.lifecycle import N_
from core.outbox import notify
from core.translatable import translatable
from dispatch.fleet.models import Driver
from dispatch.runs.models import Run
from people.models import Platform, User
from sheets.models import Signature
from sheets.services.papers import sheet_issue, sheet_sign, sheet_void


@transaction.atomic
def terminal_create(*, serial: str, platform: Platform, actor: User | None, secret: str = "") -> Terminal:
    """Enter a terminal into the register; its secret is made here unless given."""
    terminal = Terminal.objects.create(serial=serial, platform=platform, secret=secret or secrets.token_hex(32))
    audit.record(actor=actor, action=TERMINAL_CREATE, subject=terminal, new={"serial": serial})
    return terminal


@transaction.atomic
def agreement_set(
    *, driver: Driver, signed_on: dt.date, actor: User | None, valid_until: dt.date | None = None
) -> None:
    """Record the driver's signed agreement on the use of a terminal (FLW-R.1)."""
    values = {"signed_on": signed_on, "valid_until": valid_until}
    row, _created = PosAgreement.objects.update_or_create(driver=driver, defaults=values)
    audit.record(actor=actor, action=POS_AGREEMENT, subject=row, new={"signed_on": str(signed_on)})


@transaction.atomic
def training_set(*, driver: Driver, trained_on: dt.date, actor: User | None) -> None:
    """Record that the driver was trained (FLW-R.2)."""
    row, _created = PosTraining.objects.update_or_create(driver=driver, defaults={"trained_on": trained_on})
    audit.record(actor=actor, action=POS_TRAINING, subject=row, new={"trained_on": str(trained_on)})


@transaction.atomic
def terminal_issue(*, terminal: Terminal, driver: Driver, business_date: dt.date, actor: User) -> PosIssue:
    """Prepare a terminal for a driver: an issue sheet that cashier and driver sign (INV-46). Returns the PosIssue."""
    terminal = Terminal.objects.select_for_update(no_key=True).get(pk=terminal.pk)
    _driver_check(driver, business_date)
    _terminal_check(terminal, driver, business_date)
    content = terminal_paper(terminal, driver, business_date)
    sheet = sheet_issue(
        kind=POS_ISSUE,
        platform=terminal.platform,
        business_date=business_date,
        about=f"terminal:{terminal.pk}",
        content=content,
        actor=actor,
    )
    try:
        with transaction.atomic():
            issue = PosIssue.objects.create(
                terminal=terminal, driver=driver, business_date=business_date, issue_sheet=sheet
            )
    except IntegrityError as error:
        raise Conflict("pos_out", _("The terminal or the driver has another one out.")) from error
    audit.record(
        actor=actor, action=POS_PREPARE, subject=issue, new={"terminal": terminal.serial, "driver": driver.code}
    )
    return issue


@transaction.atomic
def terminal_issue_sign(
    *, issue: PosIssue, side: str, signer: User, shown_hash: str, method: str = Signature.SESSION
) -> bool:
    """One side signs the issue; True when both have and the terminal is the driver's."""
    issue = PosIssue.objects.select_for_update(no_key=True).get(pk=issue.pk)
    _right_driver(issue, side, signer)
    if not sheet_sign(sheet=issue.issue_sheet, side=side, signer=signer, method=method, shown=shown_hash):
        return False
    moves.move(lifecycle.POS_ISSUE, IssueAction.ISSUE, PosIssue, [issue.pk], actor=signer, issued_at=clock.now())
    run = Run.objects.filter(driver_id=issue.driver_id, business_date=issue.business_date).first()
    if run:
        clearance_refresh(run=run)
    return True


@transaction.atomic
def terminal_issue_undo(*, issue: PosIssue, reason: str, actor: User) -> None:
    """The terminal was not issued after all: the unsigned sheet is void."""
    sheet_void(sheet=issue.issue_sheet, reason=reason, actor=actor)
    moves.move(lifecycle.POS_ISSUE, IssueAction.UNDO, PosIssue, [issue.pk], actor=actor, note=reason)


@transaction.atomic
def terminal_return(*, issue: PosIssue, actor: User, condition: str = "") -> PosIssue:
    """Prepare the return: a return sheet that driver and cashier sign. Returns the PosIssue with its return sheet."""
    issue = PosIssue.objects.select_for_update(no_key=True).get(pk=issue.pk)
    if issue.status != IssueState.OUT:
        raise Conflict("pos_not_out", _("Terminal %(terminal)s is not out."), terminal=issue.terminal.serial)
    content = terminal_paper(issue.terminal, issue.driver, issue.business_date, condition)
    sheet = sheet_issue(
        kind=POS_RETURN,
        platform=issue.terminal.platform,
        business_date=issue.business_date,
        about=f"terminal:{issue.terminal_id}",
        content=content,
        actor=actor,
    )
    moves.move(
        lifecycle.POS_ISSUE,
        IssueAction.HAND_IN,
        PosIssue,
        [issue.pk],
        actor=actor,
        return_sheet=sheet,
        condition=condition[:100],
    )
    issue.refresh_from_db()
    return issue


@transaction.atomic
def terminal_return_sign(
    *, issue: PosIssue, side: str, signer: User, shown_hash: str, method: str = Signature.SESSION
) -> bool:
    """One side signs the return; True when the terminal is back."""
    issue = PosIssue.objects.select_for_update(no_key=True).get(pk=issue.pk)
    if issue.return_sheet is None:
        raise Conflict("pos_no_return", _("The return of this terminal has not been prepared."))
    _right_driver(issue, side, signer)
    if not sheet_sign(sheet=issue.return_sheet, side=side, signer=signer, method=method, shown=shown_hash):
        return False
    moves.move(lifecycle.POS_ISSUE, IssueAction.RETURN, PosIssue, [issue.pk], actor=signer, returned_at=clock.now())
    return True


@transaction.atomic
def terminal_block(*, terminal: Terminal, reason: str, actor: User) -> None:
    """Lost or broken: no more quotes and no more issues; what it still reports is kept."""
    if not reason.strip():
        raise Invalid("block_reason", _("Say why the terminal is blocked."))
    moves.move(
        lifecycle.TERMINAL, TerminalAction.BLOCK, Terminal, [terminal.pk], actor=actor, field="state", note=reason
    )


@transaction.atomic
def terminal_unblock(*, terminal: Terminal, actor: User) -> None:
    """Found or mended: it may be issued again."""
    moves.move(lifecycle.TERMINAL, TerminalAction.UNBLOCK, Terminal, [terminal.pk], actor=actor, field="state")


@transaction.atomic
def unreturned_alert(*, business_date: dt.date) -> str:
    """Timed job: terminals that are not back are told to cashier and managers (SCN-30)."""
    out = PosIssue.objects.filter(business_date__lte=business_date, status__in=(IssueState.OUT, IssueState.RETURNING))
    rows = list(out.select_related("terminal__platform", "driver"))
    for issue in rows:
        notify(
            to_ids=[*alarms.watchers(issue.terminal.platform), issue.driver.user_id],
            kind=POS_NOT_RETURNED,
            about=f"terminal:{issue.terminal_id}",
            terminal=issue.terminal.serial,
            driver=issue.driver.code,
        )
    return translatable(N_("Terminals still out: %(count)s"), count=len(rows))


def _driver_check(driver: Driver, business_date: dt.date) -> None:
    if not (driver.active and driver.user.is_active):
        raise Conflict("driver_inactive", _("Driver %(driver)s is not active."), driver=driver.code)
    agreement = PosAgreement.objects.filter(driver=driver).first()
    if agreement is None or agreement.signed_on > business_date:
        text = _("Driver %(driver)s has not signed the POS agreement.")
        raise Conflict("no_agreement", text, driver=driver.code)
    if agreement.valid_until and agreement.valid_until < business_date:
        text = _("The POS agreement of driver %(driver)s has run out.")
        raise Conflict("agreement_over", text, driver=driver.code)
    if not PosTraining.objects.filter(driver=driver, trained_on__lte=business_date).exists():
        text = _("Driver %(driver)s has not been trained on the POS terminal.")
        raise Conflict("no_training", text, driver=driver.code)
    if PosIssue.objects.filter(driver=driver, status__in=lifecycle.HELD).exists():
        raise Conflict("driver_has_pos", _("Driver %(driver)s has a terminal out already."), driver=driver.code)


def _terminal_check(terminal: Terminal, driver: Driver, business_date: dt.date) -> None:
    if terminal.state != TerminalState.ACTIVE:
        raise Conflict("terminal_blocked", _("Terminal %(terminal)s is blocked."), terminal=terminal.serial)
    if terminal.platform_id != driver.platform_id:
        raise Conflict("other_platform", _("Terminal and driver belong to different platforms."))
    others = PosIssue.objects.filter(terminal=terminal).exclude(status=IssueState.UNDONE)
    if others.filter(status__in=lifecycle.HELD).exists():
        raise Conflict("terminal_out", _("Terminal %(terminal)s is out already."), terminal=terminal.serial)
    if others.filter(business_date=business_date).exclude(driver=driver).exists():
        text = _("Terminal %(terminal)s was with another driver today; one terminal, one driver a day.")
        raise Conflict("terminal_of_other", text, terminal=terminal.serial)


def _right_driver(issue: PosIssue, side: str, signer: User) -> None:
    if side == "driver" and signer.pk != issue.driver.user_id:
        raise NotAllowed(
            "not_his_terminal", _("Only driver %(driver)s signs for this terminal."), driver=issue.driver.code
        )
    if side == "cashier" and signer.platform_id != issue.terminal.platform_id:
        raise NotAllowed("other_platform", _("A cashier of this platform signs."))
