"""What must hold of presence."""
