"""The portal: a built catalogue on the web, pages for people and protocols for machines, read-only.

Each sub-package has its logic free of any framework, and one `routes.py` that translates requests and answers.
"""
