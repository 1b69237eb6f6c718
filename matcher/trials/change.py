"""What changed more among who was offered than among who waited: revenue bands, innovations, answered before and after."""

import numpy as np
from scipy.special import stdtrit

from graph.errors import Invalid
from matcher.trials.effect import Effect
from matcher.trials.strata import LEVEL, Flags, Numbers


def difference_in_differences(before: Numbers, after: Numbers, offered: Flags, *, level: float = LEVEL) -> Effect:
    """How much more the offered changed, from before to after, than those who waited; one value of each for every business.

    The coefficient of offered × after in a regression of both answers on offered, after and their product (Angrist and Pischke 2009, chapter 5).
    Limits: standard errors robust to what the two answers of one business have in common (Liang and Zeger 1986, with the correction G/(G−1)·(N−1)/(N−4)) and
    Student's t with G − 1 degrees of freedom, G businesses.
    """
    count = len(before)
    if not count == len(after) == len(offered):
        raise Invalid(f"{count} answers before, {len(after)} after, {len(offered)} arms; there must be one of each for every business")
    if min(int(offered.sum()), int((~offered).sum())) < 2:
        raise Invalid("fewer than two businesses of one arm answered both times; nothing can be compared yet")
    late = np.repeat([0.0, 1.0], count)
    arm = np.tile(offered.astype(float), 2)
    design = np.column_stack([np.ones(2 * count), arm, late, arm * late])
    answers = np.concatenate([before, after])
    inverse = np.linalg.inv(design.T @ design)
    slopes = inverse @ design.T @ answers
    scores = (design * (answers - design @ slopes)[:, None]).reshape(2, count, 4).sum(axis=0)  # one row for each business
    spread = inverse @ (scores.T @ scores) @ inverse * count / (count - 1) * (2 * count - 1) / (2 * count - 4)
    reach = float(stdtrit(count - 1, (1 + level) / 2)) * float(np.sqrt(spread[3, 3]))
    return Effect(float(slopes[3]), float(slopes[3]) - reach, float(slopes[3]) + reach)
