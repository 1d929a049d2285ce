"""Settings of the test suite: a data folder of its own, cheap password hashes, a broker that goes nowhere."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="handover-test-")
_owner = os.getpid()


@atexit.register
def _clean() -> None:
    if os.getpid() == _owner:
        shutil.rmtree(_folder, ignore_errors=True)


os.environ["HANDOVER_DATA"] = _folder
os.environ.setdefault("BROKER_URL", "memory://")

from config.settings import *  # noqa: E402, F403
from config.settings import DATA_DIR, DATABASES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file as in real life: an in-memory database has other locks.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
else:
    # Other connections see a commit all the same, and no test pulls the server's plug: none waits for the disk.
    DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
