"""Tests beside addons that ours does not need: run where these are installed."""
