"""The catalogue as files for other houses."""
