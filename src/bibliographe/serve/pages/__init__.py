"""Pages for people: HTML that works without JavaScript, in French and English."""
