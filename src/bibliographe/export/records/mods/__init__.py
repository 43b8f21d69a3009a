"""MODS 3.8 (Library of Congress, Metadata Object Description Schema)."""
