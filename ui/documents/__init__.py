"""Documents on the screen: rendered, looked at, printed, saved."""
