"""The scripts of the pages in a real browser, under the real content security policy."""

import base64

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.ui import kit_pages

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.ui.kit_pages")]


# As a wedge scanner does: all keys within milliseconds, under a Chinese input method without key names.
WEDGE = """code => [...[...code].map(digit => `Digit${digit}`), "Enter"].forEach(name =>
    document.body.dispatchEvent(new KeyboardEvent("keydown", {code: name, bubbles: true, cancelable: true})))"""


@pytest.fixture(scope="module")
def kit_server():
    """A server without a database: these pages need none."""
    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture
def page(chromium, kit_server, settings):
    """A browser page at 1440 pixels; what it complains about fails the test."""
    settings.ANSWERS = "tests.ui.kit_pages.ANSWERS"
    kit_pages.POSTED.clear()
    tab = chromium.new_page(viewport={"width": 1440, "height": 900}, base_url=kit_server.url)
    complaints = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("console", lambda message: complaints.append(message.text) if _is_fault(message) else None)
    yield tab
    tab.close()
    assert not complaints


def _is_fault(message):
    return message.type == "error" and not message.location["url"].endswith("/favicon.ico")


def ticked(page):
    return page.eval_on_selector_all("[data-pick]:checked", "boxes => boxes.map(box => box.value)")


def test_a_list_is_worked_by_keys(page):
    page.goto("/kit/list/")
    for key in ("j", "j", "x", "j", "k", "j", "x"):
        page.keyboard.press(key)
    assert ticked(page) == ["R1", "R2"]
    assert "2" in page.inner_text("[data-batch-count]")
    page.keyboard.press("Enter")
    page.wait_for_url("**opened=R2")


def test_a_refusal_gives_back_what_was_typed_and_nothing_secret(page):
    page.goto("/kit/forms/")
    page.fill("[name=words]", "by hand")
    page.fill("[name=pin]", "2468")
    page.click("summary:has-text('More')")
    page.fill("[name=note]", "said")
    page.check("[value='12-15']")
    page.click("#refused")
    page.wait_for_selector("#notices .notice-error")
    assert page.input_value("[name=words]") == "by hand" and page.input_value("[name=pin]") == ""
    assert page.is_visible("[name=note]") and page.input_value("[name=note]") == "said"
    assert page.is_checked("[value='12-15']")
    page.reload()
    assert page.input_value("[name=words]") == "", "a page that was not refused starts empty"


def test_shift_takes_a_range_and_the_batch_posts_it(page):
    page.goto("/kit/list/")
    page.click("[data-pick] >> nth=1")
    page.click("[data-pick] >> nth=4", modifiers=["Shift"])
    assert ticked(page) == ["R1", "R2", "R3", "R4"]
    page.click("text=Move")
    page.wait_for_url("**/slow/")
    assert kit_pages.POSTED[0]["pick"] == ["R1", "R2", "R3", "R4"]


def test_slash_finds_the_search_box_and_typing_in_it_is_typing(page):
    page.goto("/kit/list/")
    page.keyboard.press("/")
    page.keyboard.type("xj")
    assert page.input_value("[data-key-search]") == "xj" and ticked(page) == []


def test_a_claimed_key_presses_its_element_and_question_mark_helps(page):
    page.goto("/kit/list/")
    page.keyboard.press("?")
    assert page.is_visible("#keys-help")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    page.wait_for_url("**exported=1")


def test_a_double_click_sends_once(page):
    page.goto("/kit/forms/")
    page.dblclick("#send", no_wait_after=True)
    page.wait_for_url("**/slow/")
    assert len(kit_pages.POSTED) == 1


def test_a_question_is_asked_first(page):
    page.goto("/kit/forms/")
    page.click("#void")
    assert page.inner_text("[data-confirm-text]") == "Void it?"
    page.click("#confirm button[value=no]")
    assert not kit_pages.POSTED
    page.click("#void")
    page.click("#confirm button[value=yes]")
    page.wait_for_url("**/slow/")
    assert len(kit_pages.POSTED) == 1


def test_a_scan_reaches_its_box_wherever_the_focus_is(page):
    page.goto("/kit/forms/")
    page.evaluate("document.activeElement.blur()")
    page.evaluate(WEDGE, "26112100431")
    page.wait_for_url("**/slow/")
    assert kit_pages.POSTED[0]["code"] == "26112100431"


def test_a_countdown_counts_by_the_servers_clock(page):
    page.goto("/kit/forms/")
    page.wait_for_function("/\\d/.test(document.querySelector('[data-countdown]').textContent)")


def test_a_driver_signs_by_finger(page):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/kit/driver/")
    page.click("text=Done")
    assert page.is_visible("[data-sign-missing]") and not kit_pages.POSTED
    box = page.locator("canvas").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 80, steps=12)
    page.mouse.up()
    page.click("text=Done")
    page.wait_for_url("**/slow/")
    kind, image = kit_pages.POSTED[0]["signature"].split(",")
    assert kind == "data:image/png;base64" and base64.b64decode(image).startswith(b"\x89PNG")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
