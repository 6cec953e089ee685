"""The parts of the board of beds: its rooms, the panel beside them, what can be done with a bed."""
