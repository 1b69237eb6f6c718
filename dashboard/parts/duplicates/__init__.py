"""Two records that may be one business: the line of pairs, both side by side, a person's answer."""
