"""The things of the catalogue at their own addresses: what each is, in every form that it has."""
