"""How templates are written: the lint that `./run lint` and these tests share finds what is planted."""

import subprocess

import pytest

from config import linting


@pytest.fixture
def planted(tmp_path):
    """Writes a template into a folder of its own, and gives the folder."""

    def write(text):
        (tmp_path / "orders").mkdir()
        (tmp_path / "orders" / "page.html").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def is_laid_out(folder):
    check = linting.layout_check(folder)
    return subprocess.run(check, cwd=linting.BASE, capture_output=True).returncode == 0


def test_the_templates_are_laid_out():
    assert is_laid_out(linting.TEMPLATES) and not list(linting.long_lines(linting.TEMPLATES))


def test_a_planted_long_line_is_found(planted):
    fits, too_long = (f"<p>{'x' * (signs - 7)}</p>" for signs in (120, 121))
    folder = planted(f"{fits}\n{too_long}\n")
    assert list(linting.long_lines(folder)) == ["orders/page.html:2: 121 signs"]


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ("<div>\n  <p>One</p>\n  <p>Two</p>\n</div>\n", True),
        ("<div><p>One</p><p>Two</p></div>\n", False),
        ("<div>\n    <p>One</p>\n</div>\n", False),
        ("{% if a %}<div>{% endif %}\n", False),
    ],
    ids=["laid out", "in one line", "another indent", "torn HTML"],
)
def test_a_planted_unformatted_template_is_found(planted, text, is_right):
    assert is_laid_out(planted(text)) is is_right
