"""What this machine has: which services there are, and a browser. A pytest plugin, loaded by `conftest.py`."""

import gc
import os
import shutil
from collections.abc import Generator, Iterator

import pytest
from django.conf import settings

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_HELP = "no Chromium: sudo apt-get install -y chromium fonts-noto-cjk"
SERVICES_HELP = "needs PostgreSQL and Redis: ./run test --services"

# A test drops rows by the thousand; looked for every 700 objects, the garbage costs a tenth of the whole suite.
gc.set_threshold(50_000, 20, 10)


def pytest_collection_finish() -> None:
    """What is imported by now stays to the end: the collector need not look through it again and again."""
    gc.freeze()


def on_services() -> bool:
    engine = settings.DATABASES["default"]["ENGINE"]
    return engine.endswith("postgresql") and settings.CELERY_BROKER_URL.startswith("redis")


def chromium_path() -> str | None:
    return next(filter(None, map(shutil.which, CHROMIUMS)), None)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None, None, None]:
    """What cannot run here is skipped; long tests begin first, so that no core waits for one in the end."""
    for item in items:
        if reason := missing(item):
            item.add_marker(pytest.mark.skip(reason=reason))
    yield
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def missing(item: pytest.Item) -> str:
    """What a test needs and has not, as the command that helps; empty when it may run."""
    if (item.get_closest_marker("services") or item.get_closest_marker("browser")) and not on_services():
        return SERVICES_HELP
    if item.get_closest_marker("processes") and on_services():
        return "starts instances on SQLite: once, by ./run test"
    return BROWSER_HELP if item.get_closest_marker("browser") and not chromium_path() else ""


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """The system's Chromium under Playwright. Use it with `live_server` in tests marked `browser`."""
    from playwright.sync_api import sync_playwright

    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    # Playwright's synchronous API keeps a loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
