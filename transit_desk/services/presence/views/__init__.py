"""What is shown of presence, as frozen rows: a call while it is marked, the list of calls, a search."""
