"""Template tags and filters every template of the site has without loading them."""

from django import template

register = template.Library()
