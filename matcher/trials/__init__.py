"""Would it have happened anyway? The statistics of a trial as pure functions on arrays: plan it, draw it, judge it."""
