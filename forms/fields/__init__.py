"""Field types: one class in one file each. `registry` knows them all."""

from forms.fields.base import AnyField, Choices, Field, Indexed, Option, OptionSource, Unique, load_all, registry

load_all()

__all__ = ["AnyField", "Choices", "Field", "Indexed", "Option", "OptionSource", "Unique", "registry"]
