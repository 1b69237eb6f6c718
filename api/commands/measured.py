"""Measured figures as lines of a terminal."""

from collections.abc import Iterator, Sequence

from matcher.evaluation.figures import Calibration, Compared, Figures, Measured


def lines(known: Figures) -> Iterator[str]:
    """What was measured of partners, goals beside it."""
    yield f"known until {known.until}, new in {', '.join(map(str, known.test_years))}; {known.data}; {known.model}"
    yield from _partners(known.partners)
    yield from _pooled(known.newcomers_pooled)
    if known.calibration:
        yield from _calibration(known.calibration)
    for one in known.ablation:
        yield f"without {one.without:<12} {one.slice:<14} nDCG@10 {one.ndcg10:.4f}  Recall@50 {one.recall50:.4f}"
    for price in known.prices:
        yield "  ".join(f"{name} {value:.4f}" if isinstance(value, float) else f"{name} {value}" for name, value in price.items())


def _partners(rows: Sequence[Measured]) -> Iterator[str]:
    shown = ""
    for row in rows:
        if shown != (shown := f"{row.slice}, {row.who} ({row.sources})"):
            yield f"\n{shown:<32} nDCG@10                  Recall@50                MRR    Hits@10"
        ndcg = f"{row.ndcg10:.4f} [{row.ndcg10_low:.4f}, {row.ndcg10_high:.4f}]"
        recall = f"{row.recall50:.4f} [{row.recall50_low:.4f}, {row.recall50_high:.4f}]"
        yield f"  {row.ranker:<30} {ndcg} {recall} {row.mrr:.4f} {row.hits10:.4f}"
        for name, value, goal in (("nDCG@10", row.ndcg10, row.goal_ndcg10), ("Recall@50", row.recall50, row.goal_recall50)):
            if goal is not None:
                yield f"    goal {name} {goal:.3f}: {'met' if value >= goal else f'not met, {goal - value:.4f} below'}"


def _pooled(rows: Sequence[Compared]) -> Iterator[str]:
    for row in rows:
        if row.lead is None:
            yield f"\nnewcomers pooled, {row.slice} ({row.sources})"
        line = f"  {row.ranker:<30} nDCG@10 {row.ndcg10:.4f}  Recall@50 {row.recall50:.4f}"
        if row.lead is None or row.lead_low is None or row.lead_high is None:
            yield line
        else:
            yield f"{line}  lead {row.lead:+.4f} [{row.lead_low:+.4f}, {row.lead_high:+.4f}] {'above' if row.lead_low > 0 else 'NOT SURELY ABOVE'}"


def _calibration(found: Calibration) -> Iterator[str]:
    yield f"\nprobability: {found.population}"
    yield f"  expected calibration error {found.ece:.4f} (goal 0.020: {'met' if found.ece <= 0.02 else 'not met'}), Brier score {found.brier:.4f}"
    for one in found.bins:
        yield f"  predicted {one.predicted:.4f}  observed {one.observed:.4f}  of {one.count}"
