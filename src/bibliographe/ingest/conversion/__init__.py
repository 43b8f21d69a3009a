"""Documents of word processors, browsers and printers as Markdown, which the reader of documents reads.

Each format makes the same `written.Part`s;
what it needs beyond the standard library is loaded when such a file is read.
"""
