"""An invented catalogue of any size, in this project's profile: the same order gives the same bytes everywhere."""
