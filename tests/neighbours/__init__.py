"""Tests beside addons that ours does not need: run where these are installed."""

from . import test_invoices
