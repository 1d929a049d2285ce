"""Sign-in, own password and PIN, idle lock, language; the administrator's users."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import Missing, Refusal, TooOften
from core.http import is_api, refusal_answer
from core.pagination import page_of
from core.questions import ask
from people import selectors
from people.access import Request, needs, open_to_all
from people.forms import PasswordForm, PinForm, ResetForm, RolesForm, SignInForm, UnlockForm, UserForm
from people.middleware import IDLE, LOCKED
from people.models import User
from people.questions import Landing
from people.rights import SELF_MANAGE, USERS_MANAGE
from people.services import accounts


@open_to_all
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page."""
    form = SignInForm(request.POST or None)
    if form.is_valid():
        user = authenticate(request, **form.cleaned_data)
        if user is not None:
            login(request, user)
            return _onward(request)
        form.add_error(None, _("The username or the password is wrong, or too many tries; wait a little."))
    status = 422 if form.errors else 200
    return render(request, "people/login.html", {"form": form, "next": _next(request)}, status=status)


sign_in.not_once = True


def locked_out(
    request: HttpRequest, original_response: HttpResponse | None = None, credentials: dict[str, str] | None = None
) -> HttpResponse:
    """The answer to somebody who tried too often; whether the password was right is not said."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    refusal = TooOften("locked", _("Too many wrong tries. Wait %(minutes)s minutes, then sign in."), minutes=minutes)
    if is_api(request):
        return refusal_answer(request, refusal)
    form = SignInForm(request.POST)
    form.add_error(None, str(refusal))
    return render(request, "people/login.html", {"form": form, "next": _next(request)}, status=429)


@open_to_all
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("login")


@open_to_all
@require_http_methods(["GET", "POST"])
def unlock(request: HttpRequest) -> HttpResponse:
    """After a pause: the password again, and on to where the person was."""
    if not request.user.is_authenticated:
        return redirect("login")
    form = UnlockForm(request.POST or None)
    if form.is_valid():
        if request.user.check_password(form.cleaned_data["password"]):
            request.session.pop(LOCKED, None)
            request.session.pop(IDLE, None)
            return _onward(request)
        form.add_error("password", _("The password is wrong."))
    return render(request, "people/idle_lock.html", {"form": form, "next": _next(request)})


@needs(SELF_MANAGE)
@require_http_methods(["GET", "POST"])
def password_change(request: Request) -> HttpResponse:
    """A person's own password."""
    form = PasswordForm(request.POST or None)
    if _carried_out(form, "old", accounts.password_change, user=request.user, leave_out=("again",)):
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your password is changed."))
        return _onward(request)
    context = {"form": form, "forced": request.user.must_change_password}
    return render(request, "people/password_change.html", context, status=422 if form.errors else 200)


@needs(SELF_MANAGE)
@require_http_methods(["GET", "POST"])
def pin_change(request: Request) -> HttpResponse:
    """A person's own PIN for signing on a shared device."""
    form = PinForm(request.POST or None)
    if _carried_out(form, "password", accounts.pin_change, user=request.user):
        messages.success(request, _("Your PIN is set."))
        return _onward(request)
    return render(request, "people/pin_change.html", {"form": form}, status=422 if form.errors else 200)


@open_to_all
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language and stay on the page."""
    code = request.POST.get("language", "")
    response = HttpResponseRedirect(_next(request) or "/")
    if code in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, max_age=31_536_000, samesite="Lax")
        if request.user.is_authenticated:
            accounts.language_set(user=request.user, language=code)
    return response


@needs(SELF_MANAGE)
@require_POST
def role_switch(request: Request) -> HttpResponse:
    """Choose which of one's roles to work in."""
    if request.POST.get("role") in request.user.roles:
        request.session["role"] = request.POST["role"]
    return redirect("/")


@needs(SELF_MANAGE)
def home(request: Request) -> HttpResponse:
    """Land on the role's work."""
    return HttpResponseRedirect(ask(Landing(request)) or "/inbox/")


@needs(USERS_MANAGE)
def user_list(request: Request) -> HttpResponse:
    """All users."""
    rows = selectors.users_found(request.GET.get("q", "").strip(), request.GET.get("role", ""))
    return render(
        request, "people/user_list.html", {"page": page_of(rows, request), "filtered": bool(request.GET.get("q"))}
    )


@needs(USERS_MANAGE)
@require_http_methods(["GET", "POST"])
def user_new(request: Request) -> HttpResponse:
    """A new user."""
    form = UserForm(request.POST or None)
    user = _carried_out(form, "username", accounts.user_create, actor=request.user)
    if user:
        messages.success(request, _("User %(name)s is made.") % {"name": user.username})
        return redirect("user-page", pk=user.pk)
    return render(request, "people/user_new.html", {"form": form}, status=422 if form.errors else 200)


@needs(USERS_MANAGE)
def user_page(request: Request, pk: int) -> HttpResponse:
    """One user: roles, reset, in or out."""
    person = _person(pk)
    context = {
        "person": person,
        "roles_form": RolesForm(initial={"roles": list(person.roles)}),
        "reset_form": ResetForm(),
    }
    return render(request, "people/user_page.html", context)


@needs(USERS_MANAGE)
@require_POST
def user_roles(request: Request, pk: int) -> HttpResponse:
    accounts.roles_set(user=_person(pk), roles=request.POST.getlist("roles"), actor=request.user)
    messages.success(request, _("The roles are saved."))
    return redirect("user-page", pk=pk)


@needs(USERS_MANAGE)
@require_POST
def user_reset(request: Request, pk: int) -> HttpResponse:
    accounts.password_reset(user=_person(pk), new=request.POST.get("password", ""), actor=request.user)
    messages.success(request, _("The password is reset; it must be changed at the next sign-in."))
    return redirect("user-page", pk=pk)


@needs(USERS_MANAGE)
@require_POST
def user_activate(request: Request, pk: int) -> HttpResponse:
    accounts.user_activate(user=_person(pk), active=request.POST.get("active") == "1", actor=request.user)
    return redirect("user-page", pk=pk)


# Where on its form a refusal stands; others stand at the form's main field.
AT = {"same_password": "new", "weak_password": "new", "pin": "pin", "roles": "roles"}


def _carried_out(
    form: Form, main: str, command: Callable[..., Any], *, leave_out: tuple[str, ...] = (), **more: Any
) -> Any:
    """What the command returned (True for nothing) for a valid form; a refusal is written at its field, None then."""
    if not form.is_valid():
        return None
    values = {name: value for name, value in form.cleaned_data.items() if name not in leave_out}
    try:
        return command(**values, **more) or True
    except Refusal as refusal:
        form.add_error(AT.get(refusal.code, main), str(refusal))
    return None


def _person(pk: int) -> User:
    person = selectors.users_found().filter(pk=pk).first()
    if person is None:
        raise Missing("user", _("There is no such user."))
    return person


def _next(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return target if safe else ""


def _onward(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(_next(request) or "/")
