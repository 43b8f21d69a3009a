"""Runs contenders side by side, each in a process of its own, and keeps what was found."""
