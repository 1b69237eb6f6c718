"""Which division buys from which: the mean of four national tables, from branches to divisions."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from seeds.tables import DATA, rows

LEAST_SHARE = 0.002
LETTERS = {"A": 1, "B": 5, "D": 35, "F": 41, "I": 55, "O": 84, "P": 85, "T": 97, "U": 99}
LAST = {"B": 9, "D": 35, "F": 43, "I": 56, "O": 84, "P": 85, "T": 98, "U": 99}


def supply(folder: Path) -> Iterator[Sequence[str]]:
    """Branches become their divisions: a user division buys like its branch, a supplying branch's share is split evenly."""
    shares: dict[tuple[str, str], float] = {}
    for row in rows(folder / "sector_supply" / "mean_shares.csv"):
        suppliers, users = _divisions(row["supplier_cpa"]), _divisions(row["user_cpa"])
        share = float(row["share_of_user_inputs_mean"]) / len(suppliers)
        shares |= {(supplier, user): share for supplier in suppliers for user in users}
    for (supplier, user), share in sorted(shares.items()):
        if share >= LEAST_SHARE:
            yield supplier, user, f"{share:.4f}"


def _divisions(cpa: str) -> list[str]:
    code = cpa.removeprefix("CPA_")
    first, _, last = code[1:].partition("-")
    low = int(first or LETTERS[code])
    high = int(last or (first or LAST[code]))
    known = {row["code"] for row in rows(DATA / "nace.csv") if row["level"] == "division"}
    return [f"{number:02}" for number in range(low, high + 1) if f"{number:02}" in known]
