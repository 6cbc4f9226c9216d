"""Filled forms as paper: the official table for the screen, and a page to print."""

from forms.layout.official import official_html
from forms.layout.page import PAGE_CSS, print_page

__all__ = ["PAGE_CSS", "official_html", "print_page"]
