"""A group arrival on the screen: its grid and its steps."""
