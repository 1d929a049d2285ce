"""The building blocks of the pages, rendered: what a person reads, and what the browser is spared."""

import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.urls import resolve
from django.utils.translation import override

from config.navigation import NAVIGATION, navigation_for
from core.http import error_page
from core.lifecycle import Machine, States
from core.pagination import page_of
from core.templatetags.ui import icon
from people.roles import ROLES

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
DOOR = Machine(
    "door",
    "Door",
    States("DoorState", {"OPEN": ("open", "Open door", "ok"), "SHUT": ("shut", "Shut door", "error")}),
    [],
)


@pytest.fixture(autouse=True)
def _no_bell(settings):
    """The bell reads the database; here it is the frame that is looked at."""
    settings.ANSWERS = "tests.ui.kit_pages.ANSWERS"


def draw(source, **context):
    return Template("{% load ui i18n %}" + source).render(Context(context))


def one_line(page):
    """The page as a browser reads it: any white space is one space."""
    return " ".join(page.split())


def request_for(path="/", role="dispatcher"):
    request = RequestFactory().get(path)
    request.session = {}
    request.user = SimpleNamespace(
        is_authenticated=True, name="Li", staff_no="D7", roles=frozenset({role}), platform=None, may=lambda action: True
    )
    return request


class Parcel(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the paper")
    pieces = forms.IntegerField(label="Pieces")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_status_has_a_colour_and_a_word():
    with override("en"):
        assert draw("{% tag door 'open' %}", door=DOOR) == '<span class="tag tag-ok">Open door</span>'
        bad = draw("{% tag door 'shut' %}", door=DOOR)
    assert "tag-error" in bad and "Shut door" in bad and "<svg" in bad  # bad is said without colour too


def test_a_machine_is_found_by_its_name_in_the_apps():
    from sheets.lifecycle import SHEET

    state = next(iter(SHEET.states.values()))
    with override("en"):
        assert str(state.label) in draw("{% tag name code %}", name=SHEET.name, code=state.value)


def test_an_unknown_state_is_shown_plainly_and_escaped():
    assert draw("{% tag 'nothing' code %}", code="<b>") == '<span class="tag tag-mute">&lt;b&gt;</span>'


@pytest.mark.parametrize(
    ("fen", "text"), [(129900, "\u00a51,299.00"), (-5, "-\u00a50.05"), (0, "\u00a50.00"), (None, "")]
)
def test_money_is_printed_from_fen(fen, text):
    assert re.sub("<.*?>", "", draw("{% money fen %}", fen=fen)) == text


def test_times_are_shanghai_times():
    instant = dt.datetime(2026, 11, 22, 16, 5, tzinfo=dt.UTC)
    assert ">2026-11-23 00:05<" in draw("{% shtime at %}", at=instant)
    assert ">00:05<" in draw("{% shtime at 'time' %}", at=instant)
    with override("en"):
        assert draw("{% shdate day %}", day=dt.date(2026, 11, 22)) == "2026-11-22 Sun"


def test_a_phone_is_masked():
    assert draw("{{ '13800001021'|masked_phone }}") == "138****1021"


def test_every_form_gets_its_own_token():
    tokens = re.findall(r'name="_once" value="([0-9a-f-]{36})"', draw("{% once %}{% once %}"))
    assert len(set(tokens)) == 2


def test_a_form_names_its_wrong_fields_on_top_and_beside_them():
    with override("en"):
        page = draw("{% form_fields form %}", form=Parcel({"pieces": "x"}))
    assert page.count("This field is required.") == 2 and 'href="#id_name"' in page
    assert 'inputmode="numeric"' in page and 'aria-invalid="true"' in page and 'aria-describedby="id_name_note"' in page
    assert page.count('name="secret"') == 1


def test_numbered_pages():
    page = page_of(list(range(1204)), RequestFactory().get("/?page=7"))
    assert (page.start, page.end, page.shown_total, page.pages) == (301, 350, "1,204", 25)
    assert page.window == [1, None, 5, 6, 7, 8, 9, None, 25]
    assert list(page)[0] == 300


@pytest.mark.parametrize("query", ["page=0", "page=-3", "page=x", "page=", "size=7", "page=99999999999"])
def test_nonsense_pages_fall_back(query):
    page = page_of(list(range(60)), RequestFactory().get(f"/?{query}"))
    assert (page.number, page.size) == (1, 50)


def test_a_page_past_the_end_is_the_last_one():
    page = page_of(list(range(60)), RequestFactory().get("/?page=9"))
    assert page.number == 2 and len(page) == 10


def test_a_large_count_is_capped():
    page = page_of(list(range(10_001)), RequestFactory().get("/"))
    assert page.capped and page.shown_total == "10,000+"


@pytest.mark.django_db
def test_a_count_never_reads_more_than_the_cap(django_assert_max_num_queries):
    from people.models import User

    with django_assert_max_num_queries(2):
        assert not page_of(User.objects.order_by("pk"), RequestFactory().get("/"))


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "\u7b2c 51-100 \u6761/\u603b\u5171 120 \u6761"), ("en", "Rows 51-100 of 120")]
)
def test_a_list_says_where_it_stands(language, words):
    request = request_for("/?page=2&status=late")
    with override(language):
        page = render_to_string("components/list.html", {"page": page_of(list(range(120)), request)}, request)
    assert words in page and "page=3" in page and "status=late" in page


def test_an_empty_list_tells_a_first_time_from_a_filter():
    request = request_for()
    with override("en"):
        first = render_to_string(
            "components/list.html", {"page": page_of([], request), "empty_text": "Bring a file."}, request
        )
        filtered = render_to_string("components/list.html", {"page": page_of([], request), "filtered": True}, request)
    assert "Bring a file." in first and "No data" not in first
    assert "No data" in filtered and "Reset" in filtered


def test_a_fragment_has_no_frame():
    request = request_for()
    request.htmx = SimpleNamespace(boosted=False)
    page = render_to_string("components/list.html", {"page": page_of([1], request)}, request)
    assert "<html" not in page and 'id="list"' in page


def test_another_business_date_is_marked_and_kept():
    request = request_for("/?date=2026-01-05")
    page = render_to_string("base.html", {}, request)
    assert 'class="bar-date other"' in page and 'value="2026-01-05"' in page
    shown = draw("{% keep_date '/board/' %}", business_date=dt.date(2026, 1, 5), business_date_other=True)
    assert shown == "/board/?date=2026-01-05"


def test_signatures_show_who_signed_and_offer_the_other_side():
    boxes = [
        {
            "label": "Keeper",
            "side": "keeper",
            "name": "Zhang",
            "signed_at": dt.datetime(2026, 11, 22, tzinfo=dt.UTC),
            "method": "PIN",
        },
        {"label": "Driver", "side": "driver", "sign_url": "/s/", "pin_url": "/p/", "shown_hash": "ab12"},
    ]
    with override("en"):
        page = one_line(render_to_string("components/signature_boxes.html", {"boxes": boxes}, request_for("/sheet/1/")))
    assert "Zhang" in page and "2026-11-22 08:00" in page
    assert page.count('name="shown_hash" value="ab12"') == 2 and page.count('name="_once"') == 2
    assert 'name="pin" type="password" inputmode="numeric"' in page and 'name="_back" value="/sheet/1/"' in page


def test_the_other_parts_draw():
    at = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    with override("en"):
        timeline = render_to_string(
            "components/timeline.html", {"events": [{"at": at, "title": "Loaded", "who": "Li"}]}
        )
        steps = render_to_string("components/steps.html", {"steps": [{"label": "Paid", "state": "now"}]})
        tile = one_line(
            draw("{% stat 'Taken' fen=2599600 trend=week url='/money/' %}{% stat 'Stops' 0 %}", week=[1, 2, 3])
        )
        bars = draw(
            "{% bar_chart rows 'Zones' %}", rows=[{"label": "Pudong", "value": 4}, {"label": "Jing'an", "value": 1}]
        )
        progress = one_line(draw("{% progress 17 22 'Loaded' %}"))
        nothing = draw("{% empty_state 'truck' 'No runs' 'Plan them.' url='/plan/' action='Plan' %}")
        warning = draw("{% notice 'warn' text %}", text="Two are < late")
    assert "Loaded" in timeline and "08:00" in timeline
    assert 'aria-current="step"' in steps
    assert "25,996.00" in tile and "<polyline" in tile and '<a class="stat" href="/money/">' in tile
    assert '<div class="stat-value"> 0 </div>' in tile
    assert '<a class="btn btn-primary" href="/plan/">Plan</a>' in nothing and "<h2>No runs</h2>" in nothing
    assert 'class="notice notice-warn"' in warning and "&lt; late" in warning
    assert 'width="100.0"' in bars and 'width="25.0"' in bars
    assert '<progress class="progress-line" value="17" max="22"' in progress


@pytest.mark.parametrize("status", [400, 403, 404, 409, 413, 422, 500])
@pytest.mark.parametrize(("language", "word"), [("en", "Reference"), ("zh-hans", "\u7f16\u53f7")])
def test_an_error_page_speaks_the_users_language_and_has_a_reference(status, language, word):
    with override(language):
        answer = error_page(request_for("/x/"), status)
    page = answer.content.decode()
    assert answer.status_code == status and re.search(word + r" [0-9A-F]{6}", page) and "<html" in page
    assert ("Handover" in page) == (language == "en")


def test_an_error_in_a_fragment_is_a_fragment():
    request = RequestFactory().get("/x/", headers={"HX-Request": "true"})
    page = error_page(request, 403, "Only a keeper signs here.").content.decode()
    assert "<html" not in page and "Only a keeper signs here." in page


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_templates_compile_and_hold_nothing_inline(path):
    """The content security policy refuses inline style and script."""
    get_template(path.relative_to(ROOT / "templates").as_posix())
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|https?://(?!uri\.amap\.com)", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


@pytest.mark.parametrize(
    ("files", "limit"), [("desk/desk.css", 15_000), ("desk/*.js", 20_000), ("driver/driver.css", 6_000)]
)
def test_our_own_files_stay_small(files, limit):
    assert sum(path.stat().st_size for path in (ROOT / "static").glob(files)) <= limit


def test_driver_pages_carry_no_kit():
    page = render_to_string("driver/base.html", {}, request_for(role="driver"))
    assert "bootstrap" not in page and "htmx" not in page


def test_every_link_of_every_sidebar_leads_where_the_role_may_go():
    assert set(NAVIGATION) <= set(ROLES)
    for role in NAVIGATION:
        shown = navigation_for(request_for(role=role))
        assert shown["role"] == role
        for link in shown["links"]:
            assert "<svg" in icon(link["icon"])
            needed = resolve(link["url"]).func.needs
            assert any(right.is_open_to({role}) for right in needed), f"{role} may not open {link['url']}"
