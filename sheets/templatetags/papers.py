"""Printed words on a page: `{% load papers %}`, `{{ title|shown }}`."""

from django import template

from sheets import titles

register = template.Library()
register.filter("shown", titles.shown)
