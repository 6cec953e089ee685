"""What the database should expect of its tables, so that it plans for ten years from the first day.

Without figures SQLite takes every index for a narrow one, and reads twenty thousand files through it. Figures measured
by `ANALYZE` would change with the data and their plans with them; these are written down once and stay.
"""

from __future__ import annotations

# Table, index, and how many rows one value of its columns finds: of the first, of the first two, and so on.
_FIGURES = (
    ("case_file", "ix_case_file_listed", "20000 20000 20000 2 1"),
    ("case_file", "ix_case_file_care_track", "20000 300"),
    ("case_file", "sqlite_autoindex_case_file_1", "20000 1"),
)


def statements(dialect: str) -> list[str]:
    """Written after every step of a migration, since a rebuilt index loses its figures."""
    if dialect != "sqlite":
        return []  # PostgreSQL measures by itself
    tables = sorted({table for table, _index, _figures in _FIGURES})
    return [
        "ANALYZE sqlite_schema",  # makes the table of figures where there is none
        *(f"DELETE FROM sqlite_stat1 WHERE tbl = '{table}'" for table in tables),
        *(f"INSERT INTO sqlite_stat1 VALUES ('{table}', '{index}', '{figures}')" for table, index, figures in _FIGURES),
    ]
