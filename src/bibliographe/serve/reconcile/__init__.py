"""Matching names of somebody else's table with things of the catalogue: the Reconciliation Service API 0.2.

Source: <https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/>.
"""
