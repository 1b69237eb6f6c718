"""Parts of the page *Reach and impact*."""
