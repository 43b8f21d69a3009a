"""What is wrong with the catalogue and how ready it is for other portals, as pages."""
