"""The commands behind dev/run, dev/test and the others: standard library only."""
