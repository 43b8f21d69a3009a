"""The query library on the web: each question a form, a table, a chart, files, and an address to share."""
