"""The story of a child, and its filters."""
