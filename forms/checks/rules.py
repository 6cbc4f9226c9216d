"""Rules: they are asked for rows of a table that there is, and mark a field that there is."""

from __future__ import annotations

from forms.checks.base import Findings, Subject, form_check, unknown


@form_check
def check_rule_tables(subject: Subject) -> Findings:
    """`each` is the path of a table."""
    for n, rule in enumerate(subject.form.rules):
        if rule.each is not None and rule.each not in subject.form.tables:
            yield unknown("no_table", f"/rules/{n}/each", rule.each, subject.form.tables, path=rule.each)


@form_check
def check_rule_fields(subject: Subject) -> Findings:
    """`at` is a field of the row, or of the form."""
    for n, rule in enumerate(subject.form.rules):
        if rule.each is not None and rule.each not in subject.form.tables:
            continue
        fields = subject.form.tables[rule.each].fields if rule.each else subject.form.fields
        known = [f.key for f in fields]
        named = [(rule.at, f"/rules/{n}/at"), *((key, f"/rules/{n}/also/{m}") for m, key in enumerate(rule.also))]
        for key, pointer in named:
            if key not in known:
                yield unknown("no_field", pointer, key, known, path=f"{rule.each}.{key}" if rule.each else key)
