"""How things leave the house and come in again: packages, receipts, tables, lists; never the database."""
