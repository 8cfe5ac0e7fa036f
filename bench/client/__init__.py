"""Benches of the client room."""
