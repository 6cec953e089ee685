"""Names, places and ages that may mean the same child: pure, explained, and never more than a proposal."""
