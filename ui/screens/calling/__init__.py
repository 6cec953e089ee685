"""The roll call, piece by piece: its list, the panel of marks, the three calls of a day."""
