"""How well what one side says fits what the other says, given how near each text is to everything."""

import numpy as np

from matcher.encoder import Scale, Vectors
from matcher.signals.common import Values, scaled, unit

_LEAST = 0.1  # of cosine between what is usual and what is clear: less would make noise of an encoder a reason


def fits(given: Vectors, asked: Vectors, usual_given: Vectors | None, usual_asked: Vectors | None, scale: Scale) -> Values:
    """How well each given text (row) fits each asked one (column): 0 as usual or less, 1 for texts that clearly belong together.

    Some texts are near everything ("advice for small firms") and would be everybody's best answer. So what counts is by how much a
    cosine exceeds what these two texts have with all others: cos(g, a) − mean over asked of cos(g, ·) − mean over given of cos(·, a) +
    mean over both, which is the product of both texts less the mean of their kind: hubs of dense vectors lie near the mean, and taking
    it away removes them (Suzuki et al. 2013; for two languages the same is done with the nearest only, Conneau et al. 2018). It costs
    one more column, has nothing to tune, and adapts to any encoder.

    Where a network has too few texts to say what is usual, the encoder's own scale stands in: 0 is what 99 of 100 pairs do not reach.
    """
    if not len(given) or not len(asked):
        return np.zeros((len(given), len(asked)))
    cosines = (given @ asked.T).astype(np.float64)
    if usual_given is None or usual_asked is None:
        return scaled(cosines, scale)
    common = float(usual_given @ usual_asked)
    margins = cosines - (given @ usual_asked)[:, None] - (asked @ usual_given)[None, :] + common
    return unit(margins / max(scale.clear - common, _LEAST))
