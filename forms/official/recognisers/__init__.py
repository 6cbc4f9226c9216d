"""What tables and lines are made of: one recogniser each file, found by being here."""

from __future__ import annotations

import importlib
import pkgutil

from forms.official.recognisers.base import read_lines, read_region

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = ["read_lines", "read_region"]
