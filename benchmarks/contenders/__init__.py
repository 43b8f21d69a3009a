"""One script for each thing that is timed: small, so that it is easy to see what is measured, and to adapt."""
