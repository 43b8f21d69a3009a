"""Records that have a line for each field, behind a tag, as RIS does: PubMed's, the Web of Science's, EndNote's."""
