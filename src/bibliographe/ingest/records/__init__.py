"""Readers of records: what reference managers and library software write, one described document after the other."""
