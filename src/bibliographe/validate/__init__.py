"""Shapes, integrity and the report for people and machines."""
