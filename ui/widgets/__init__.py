"""The parts of every page: small widgets that take plain values and send signals."""
