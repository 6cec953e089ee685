"""The case file: one for each child, for ever."""
