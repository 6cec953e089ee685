"""What the pages of the day show, composed."""
