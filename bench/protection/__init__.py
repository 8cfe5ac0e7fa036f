"""Benches of the protection room."""
