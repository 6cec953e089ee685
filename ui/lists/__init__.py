"""Lists: how rows are drawn and read."""
