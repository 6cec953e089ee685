"""Transit Desk: the core, usable without a window."""

__version__ = "0.1.0"
