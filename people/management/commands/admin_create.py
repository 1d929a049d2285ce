"""`admin_create USERNAME --name NAME --staff-no NO`: the first administrator of a production instance."""

import getpass
import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.errors import Refusal
from people.roles import ADMIN
from people.services.accounts import password_checked, user_create


class Command(BaseCommand):
    help = "Make an administrator. The password is asked for, or taken from HANDOVER_ADMIN_PASSWORD."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", required=True)
        parser.add_argument("--staff-no", required=True)

    def handle(self, *args: Any, username: str, name: str, staff_no: str, **options: Any) -> None:
        password = os.environ.get("HANDOVER_ADMIN_PASSWORD") or getpass.getpass("First password: ")
        try:
            password_checked(password)
            user_create(username=username, name=name, staff_no=staff_no, roles=[ADMIN], password=password, actor=None)
        except Refusal as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"administrator {username} is made; the password must be changed at the first sign-in")
