"""The portal as files, for any web host: `bibliographe publish`. Its pages are those that the portal itself answers."""
