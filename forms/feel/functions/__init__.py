"""The standard library: every module here adds its functions to the registry."""

from forms.feel.functions import contexts, dates, lists, numbers, ranges, strings
from forms.feel.functions.registry import REGISTRY, Signature

MODULES = (contexts, dates, lists, numbers, ranges, strings)  # imported for what they add

__all__ = ["MODULES", "REGISTRY", "Signature"]
