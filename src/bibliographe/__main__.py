"""`python -m bibliographe`."""

from bibliographe.cli import main

main()
