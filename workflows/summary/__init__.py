"""会签汇总表: what each department said about each field, where they differ, and what became of their suggestions."""
