"""Screens made by hand, for the work that deserves its own."""
