"""What lets machines find the catalogue: dumps, its description in VoID and DCAT, sitemap, feed, robots."""
