"""Catalogues without gettext: found, merged, checked, compiled."""

from django.conf import settings
from django.utils.translation import gettext, override

from core import catalogues
from core.catalogues import Project

HAN = "\u8ba2\u5355"


def small_project(root, body='_("Order")\nngettext("%(n)s box", "%(n)s boxes", 2)\npgettext("verb", "Open")\n'):
    for app in ("core", "orders"):
        (root / app).mkdir()
        (root / app / "apps.py").write_text("")
    (root / "orders" / "views.py").write_text(body)
    (root / "config").mkdir()
    (root / "static").mkdir()
    (root / "templates" / "orders").mkdir(parents=True)
    page = """{% load i18n %}<p class="it's">{% translate "Don't stop" %}</p>{{ x|default:_("None yet") }}
      {% blocktranslate with n=page.n %}Row {{ n }}{% endblocktranslate %}"""
    (root / "templates" / "orders" / "list.html").write_text(page)
    (root / "templates" / "base.html").write_text('{% load i18n %}{% translate "Menu" %}')
    return Project(root)


def translate(project, app, **texts):
    catalogue = project.catalogue(app)
    for entry in catalogue:
        key = entry.id if isinstance(entry.id, str) else entry.id[0]
        if key in texts:
            entry.string = (texts[key],) if isinstance(entry.id, tuple) else texts[key]
    catalogues._write(project.po(app), catalogue)


def test_texts_are_found_in_code_and_templates_and_kept(tmp_path):
    project = small_project(tmp_path)
    assert catalogues.extracted(project) == {"core": 1, "orders": 6}
    translate(project, "orders", Order=HAN)
    (tmp_path / "orders" / "forms.py").write_text('_("Another")')
    assert catalogues.extracted(project)["orders"] == 1
    assert project.catalogue("orders").get("Order").string == HAN
    assert project.catalogue("orders").get("Row %(n)s") is not None
    assert project.catalogue("orders").get("Don't stop") is not None
    assert project.catalogue("orders").get("Open", "verb") is not None


def test_a_text_translated_in_one_app_is_taken_over_by_another(tmp_path):
    project = small_project(tmp_path)
    catalogues.extracted(project)
    translate(project, "orders", Order=HAN)
    (tmp_path / "core" / "views.py").write_text('_("Order")')
    catalogues.extracted(project)
    assert project.catalogue("core").get("Order").string == HAN


def test_the_check_names_each_fault(tmp_path):
    project = small_project(tmp_path, body='_("Order")\n_("%(n)s rows")\n')
    catalogues.extracted(project)
    translate(project, "orders", **{"Order": HAN, "%(n)s rows": HAN})
    (tmp_path / "orders" / "views.py").write_text(f'_("%(n)s rows")\nname = "{HAN}"\n')
    found = "\n".join(catalogues.faults(project))
    assert "orders: missing: 'Row %(n)s'" in found
    assert "orders: unused: 'Order'" in found
    assert "orders: other placeholders in the translation: '%(n)s rows'" in found
    assert "orders/views.py:2: Chinese in code" in found


def test_unused_texts_are_pruned(tmp_path):
    project = small_project(tmp_path)
    catalogues.extracted(project)
    (tmp_path / "orders" / "views.py").write_text("")
    assert catalogues.pruned(project) == {"orders": 3}
    assert project.catalogue("orders").get("Order") is None


def test_catalogues_compile_once(tmp_path):
    project = small_project(tmp_path)
    catalogues.extracted(project)
    translate(project, "orders", Order=HAN)
    assert catalogues.compiled(project) == ["core", "orders"]
    assert catalogues.compiled(project) == []
    assert project.po("orders").with_suffix(".mo").stat().st_size > 0


def test_our_catalogues_are_complete():
    assert list(catalogues.faults(Project(settings.BASE_DIR))) == []


def test_the_product_is_called_handover_in_both_languages():
    with override("zh-hans"):
        assert gettext("Handover") == "\u4ea4\u63a5"
    with override("en"):
        assert gettext("Handover") == "Handover"
