"""Handing files over and taking them in, on the screen."""
