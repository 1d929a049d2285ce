"""Files by their hash on disk, with one row each in the database."""

import hashlib
import io
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from PIL import Image

from core import clock
from core.errors import Invalid, TooLarge
from core.models import StoredFile
from core.types import Actor

PHOTO_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}
PHOTO_PIXELS = 60_000_000


def file_store(
    *, content: bytes, name: str, content_type: str, kind: str, about: str = "", actor: Actor | None = None
) -> StoredFile:
    """Keep `content` under its SHA-256 and return its row."""
    digest = hashlib.sha256(content).hexdigest()
    path = path_of(digest)
    if not path.exists():
        _write(path, content)
    return StoredFile.objects.create(
        sha256=digest,
        name=name[-200:],
        content_type=content_type,
        size=len(content),
        kind=kind,
        about=about,
        created_by_id=getattr(actor, "pk", None),
        created_at=clock.now(),
    )


def photo_store(*, content: bytes, name: str, kind: str, about: str = "", actor: Actor | None = None) -> StoredFile:
    """Keep a photo or a drawn signature: PNG or JPEG by its first bytes, at most 10 MB."""
    if len(content) > settings.UPLOAD_PHOTO_BYTES:
        raise TooLarge("photo_size", _("The photo is larger than 10 MB; take it at a lower resolution."))
    content_type = _photo_type(content)
    return file_store(content=content, name=name, content_type=content_type, kind=kind, about=about, actor=actor)


def _photo_type(content: bytes) -> str:
    """The type of a picture that can be drawn; its head is read, not its pixels, so a bomb stays packed."""
    try:
        with Image.open(io.BytesIO(content), formats=list(PHOTO_TYPES)) as picture:
            width, height = picture.size
            picture.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Invalid("photo_type", _("This is not a photo; send a PNG or JPEG picture.")) from error
    if width * height > PHOTO_PIXELS:
        raise TooLarge("photo_size", _("The photo is larger than 10 MB; take it at a lower resolution."))
    return PHOTO_TYPES[picture.format or ""]


def content_of(stored: StoredFile) -> bytes:
    """The bytes of a stored file."""
    return path_of(stored.sha256).read_bytes()


def path_of(digest: str) -> Path:
    """Where the content with this SHA-256 lies."""
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest[2:4] / digest


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    os.replace(temporary, path)
