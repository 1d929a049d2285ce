"""Signing in, the forced change, the idle lock, reset and language (everyday basics)."""

import pytest

from core import clock
from core.errors import Missing, NotAllowed
from people.models import Platform
from people.selectors import home_platform
from people.services import accounts
from tests.world import PASSWORD, PIN, person

NEW = "another-long-password"


@pytest.fixture
def agent(world, client):
    client.post("/login/", {"username": "cs_agent", "password": PASSWORD})
    return client


def test_sign_in_and_out(world, client):
    answer = client.get("/inbox/")
    assert answer.status_code == 302 and answer["Location"].startswith("/login/?next=/inbox/")
    wrong = client.post("/login/", {"username": "cs_agent", "password": "nonsense"})
    assert wrong.status_code == 422
    right = client.post("/login/", {"username": "CS_agent", "password": PASSWORD, "next": "/inbox/"})
    assert right["Location"] == "/inbox/"
    assert client.get("/inbox/").status_code == 200
    client.post("/logout/")
    assert client.get("/inbox/").status_code == 302


def test_a_program_signs_in_and_out(world, client):
    """PUT is nothing here, and says what is."""
    sent = {"content_type": "application/json"}
    assert client.post("/api/v1/session/", {"username": "cs_agent", "password": "no"}, **sent).status_code == 403
    signed = client.post("/api/v1/session/", {"username": "cs_agent", "password": PASSWORD}, **sent).json()
    assert client.get("/api/v1/me/").json()["id"] == signed["id"]
    assert client.delete("/api/v1/session/").json() == {}
    assert client.get("/api/v1/me/").status_code == 401
    assert client.put("/api/v1/session/", {}, **sent)["Allow"] == "POST, DELETE, OPTIONS"


def test_sign_in_does_not_lead_to_other_sites(world, client):
    answer = client.post("/login/", {"username": "cs_agent", "password": PASSWORD, "next": "https://evil.example/"})
    assert answer["Location"] == "/"


def test_first_sign_in_forces_a_change_of_password(world, client):
    user = person("fresh", "A777", ["cs_agent"], world.platform)
    accounts.password_reset(user=user, new=NEW, actor=world.admin)
    client.post("/login/", {"username": "fresh", "password": NEW})
    assert client.get("/inbox/")["Location"].startswith("/me/password/")
    assert client.get("/api/v1/me/").status_code == 403
    form = {"old": NEW, "new": "12345", "again": "12345", "_back": "/me/password/"}
    client.post("/me/password/", form)
    assert client.get("/inbox/").status_code == 302
    client.post("/me/password/", form | {"new": PASSWORD, "again": PASSWORD})
    assert client.get("/inbox/").status_code == 200


def test_idle_desk_locks_and_opens_with_the_password(agent, settings, world):
    settings.IDLE_LOCK_SECONDS = 60
    agent.get("/inbox/")
    session = agent.session
    session["idle_since"] = clock.real_now().timestamp() - 61
    session.save()
    assert agent.get("/inbox/")["Location"].startswith("/unlock/?next=/inbox/")
    assert agent.post("/unlock/", {"password": "wrong"}).status_code == 200
    assert agent.post("/unlock/", {"password": PASSWORD, "next": "/inbox/"})["Location"] == "/inbox/"
    assert agent.get("/inbox/").status_code == 200


def test_language_follows_the_person(agent):
    assert "通知" in agent.get("/inbox/").content.decode() or "消息" in agent.get("/inbox/").content.decode()
    agent.post("/language/", {"language": "en", "next": "/inbox/"})
    assert "Notices" in agent.get("/inbox/").content.decode()


def test_pin_locks_after_five_wrong_tries(world):
    """A wrong PIN is counted although the command that carried it was rolled back."""
    for _ in range(5):
        with pytest.raises(NotAllowed) as refused:
            accounts.signer_by_pin(username="keeper", pin="0000")
        refused.value.afterwards()
    with pytest.raises(NotAllowed):
        accounts.signer_by_pin(username="keeper", pin=PIN)


def test_a_form_sent_twice_is_carried_out_once(world, client):
    client.post("/login/", {"username": "admin", "password": PASSWORD})
    form = {
        "username": "twice",
        "name": "甲",
        "staff_no": "A555",
        "roles": ["cashier"],
        "password": NEW,
        "_once": "k1",
    }
    first = client.post("/users/new/", form)
    again = client.post("/users/new/", form)
    assert first.status_code == again.status_code == 302
    assert first["Location"] == again["Location"]
    assert again["Idempotent-Replay"] == "true"
    other = client.post("/users/new/", form | {"name": "乙"}, HTTP_ACCEPT="text/html")
    assert other.status_code == 409


def test_error_pages_carry_a_reference(agent):
    answer = agent.get("/users/")
    assert answer.status_code == 403 and "reference" not in answer.content.decode().lower()[:0]
    missing = agent.get("/api/v1/sheets/12345/")
    assert missing.status_code == 404 and missing.json()["error"]["reference"]


def test_a_refusal_stands_at_its_field_and_keeps_what_was_typed(agent, world, client):
    """screens 1 and 2: errors beside the field; nothing is typed twice."""
    wrong = agent.post("/me/password/", {"old": "nonsense", "new": NEW, "again": NEW})
    assert (wrong.status_code, wrong.context["form"].errors.keys()) == (422, {"old"})
    weak = agent.post("/me/password/", {"old": PASSWORD, "new": "12345", "again": "12345"})
    assert (weak.status_code, weak.context["form"].errors.keys()) == (422, {"new"})
    assert "密码少于 8 个字符。" in weak.content.decode()
    client.post("/login/", {"username": "admin", "password": PASSWORD})
    form = {"username": "cs_agent", "name": "甲", "staff_no": "A555", "roles": ["cashier"], "password": NEW}
    taken = client.post("/users/new/", form)
    assert (taken.status_code, taken.context["form"].errors.keys()) == (422, {"username"})
    assert 'value="A555"' in taken.content.decode()


def test_without_a_hub_a_person_of_no_platform_is_told_so(world):
    """Who sees every platform works at the hub; where none is set up, the page says so instead of failing."""
    everywhere = person("auditor", "A778", ["admin"], None)
    assert home_platform(everywhere) == world.platform
    Platform.objects.update(is_hub=False)
    with pytest.raises(Missing):
        home_platform(everywhere)
