"""Storage: tables, transactions, migrations, files and reference data. Knows no meaning."""

from data.engine import Busy, Database, open_database
from data.files import FileStore
from data.migrations import migrate

__all__ = ["Busy", "Database", "FileStore", "migrate", "open_database"]
