"""Checking a catalogue, or any RDF file, against the shapes, and saying how to mend what they find."""
