"""The embedded store that is built from the graph files."""
