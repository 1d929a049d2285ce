"""Password rules whose words Django does not say in Chinese."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """Django's rule, with its message in both of our languages."""

    def get_error_message(self) -> str:
        return _("The password is shorter than %(count)s characters.") % {"count": self.min_length}
