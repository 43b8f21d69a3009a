"""Selections printed again: read from the catalogue, laid out as blocks, written as Markdown, HTML, DOCX or PDF."""
