"""Before the desk is open: first run, unlocking, the curtain."""
