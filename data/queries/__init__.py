"""Hot lists, counts and bulk writes in SQLAlchemy Core, the same on both databases.

Each module is imported by its own name: `from data.queries import cases, counts, registers, rows, series,
visibility`.
"""
