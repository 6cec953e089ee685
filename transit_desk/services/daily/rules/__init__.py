"""What must hold of the day, pure."""
