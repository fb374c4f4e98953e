"""Asking the exchange about a key: the only room of keylint that opens a connection."""
