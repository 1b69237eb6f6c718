"""Fitted models as readable JSON: one file for each scope, with what it was learned from, refused if anything in it is not as it should be."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from graph.errors import Invalid
from matcher.ranker.shapes import Numbers, Shape, Shapes

FOLDER = Path(__file__).with_name("tables")
SCOPES = ("international", "company")
"""`international` serves every kind of candidate, `company` lists that hold businesses only."""
SCHEMA = 1
_DIGITS = 6
_NOTHING = 1e-5  # numbers are rounded


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """From the fitted part of a score to a probability: straight lines between points, level beyond the first and the last."""

    scores: Numbers
    chances: Numbers

    def of(self, scores: Numbers) -> Numbers:
        """The probability of each score, 0 to 1."""
        found: Numbers = np.interp(scores, self.scores, self.chances)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Shapes with where they come from: ties that formed in `years`, the last of them `until`, of the network whose hash is `data`.

    `calibrated` is the year whose shown lists the chances were read from, by a model of the years before.
    """

    scope: str
    until: int
    years: Sequence[int]
    calibrated: int
    data: str
    sources: int
    shapes: Shapes
    chances: Chances
    hash: str = ""


def write(model: Model, folder: Path) -> Path:
    """Write a model's file into the folder, numbers rounded to six digits. Raises Invalid if that is impossible."""
    said = _said(model)
    file = folder / f"{model.scope}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(_text({**said, "sha256": _hash(said)}), "utf-8")
    except OSError as error:
        raise Invalid(f"cannot write {file}: {error.strerror}; name a folder that can be written") from error
    return file


def read(file: Path, signals: Sequence[str]) -> Model:
    """Read a model that has points for exactly these signals. Raises Invalid, naming file and remedy, for anything else."""
    try:
        said = json.loads(file.read_text("utf-8"), parse_constant=_no_number)
        found = _model(said, file.name, signals)
    except OSError as error:
        raise Invalid(f"cannot read {file}: {error.strerror}; run `crossmatch fit`") from error
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise Invalid(f"{file.name} is no table of weights ({type(error).__name__}: {error}); run `crossmatch fit` again") from error
    return found


def _no_number(word: str) -> float:
    raise ValueError(f"it holds {word}")


def _said(model: Model) -> dict[str, object]:
    shapes = model.shapes
    return {
        "schema": SCHEMA,
        "scope": model.scope,
        "learned_from": {
            "network": model.data,
            "ties_formed_in": list(model.years),
            "until": model.until,
            "calibrated_on_lists_of": model.calibrated,
            "sources": model.sources,
        },
        "log_partners_of_the_asker": {"knots": _rounded(shapes.context), "base": _rounded(shapes.base)},
        "signals": [
            {"signal": shape.signal, "knots": _rounded(shape.knots), "few_partners": _rounded(shape.few), "many_partners": _rounded(shape.many)}
            for shape in shapes.shapes
        ],
        "chances": {"scores": _rounded(model.chances.scores), "chances": _rounded(model.chances.chances)},
    }


def _rounded(values: Numbers) -> list[float]:
    return [round(float(value), _DIGITS) + 0.0 for value in values]


def _text(said: dict[str, object]) -> str:
    """One row of numbers a line: a change of a table can be read in a diff."""
    return _folded(said, 0) + "\n"


def _folded(said: object, depth: int) -> str:
    if isinstance(said, dict) or (isinstance(said, list) and any(isinstance(item, dict | list) for item in said)):
        items = said.items() if isinstance(said, dict) else ((None, item) for item in said)
        lines = [" " * (depth + 1) + (f"{json.dumps(name)}: " if name is not None else "") + _folded(item, depth + 1) for name, item in items]
        ends = "{}" if isinstance(said, dict) else "[]"
        return ends[0] + "\n" + ",\n".join(lines) + "\n" + " " * depth + ends[1]
    return json.dumps(said, ensure_ascii=False, allow_nan=False)


def _hash(said: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True, allow_nan=False).encode()).hexdigest()


def _model(said: dict[str, object], name: str, signals: Sequence[str]) -> Model:
    if said["schema"] != SCHEMA:
        raise Invalid(f"{name} has schema {said['schema']!r}, this version reads {SCHEMA}; run `crossmatch fit` again")
    rest = {key: value for key, value in said.items() if key != "sha256"}
    if _hash(rest) != said["sha256"]:
        raise Invalid(f"{name} was changed after it was written (sha256 differs); take the original back or run `crossmatch fit` again")
    return _checked(_parsed(said), name, signals)


def _parsed(said: dict[str, object]) -> Model:
    read: dict[str, dict[str, object]] = said  # type: ignore[assignment]
    source, context, chances = read["learned_from"], read["log_partners_of_the_asker"], read["chances"]
    shapes = [
        Shape(signal=str(one["signal"]), knots=_numbers(one["knots"]), few=_numbers(one["few_partners"]), many=_numbers(one["many_partners"]))
        for one in said["signals"]  # type: ignore[attr-defined]
    ]
    return Model(
        scope=str(said["scope"]),
        until=int(source["until"]),  # type: ignore[call-overload]
        years=[int(year) for year in source["ties_formed_in"]],  # type: ignore[attr-defined]
        calibrated=int(source["calibrated_on_lists_of"]),  # type: ignore[call-overload]
        data=str(source["network"]),
        sources=int(source["sources"]),  # type: ignore[call-overload]
        shapes=Shapes(context=_numbers(context["knots"]), base=_numbers(context["base"]), shapes=shapes),
        chances=Chances(scores=_numbers(chances["scores"]), chances=_numbers(chances["chances"])),
        hash=str(said["sha256"])[:12],
    )


def _numbers(said: object) -> Numbers:
    numbers = np.array(said, dtype=np.float64)
    if not np.isfinite(numbers).all():
        raise ValueError("it holds a number that is not finite")
    return numbers


def _checked(model: Model, name: str, signals: Sequence[str]) -> Model:
    shapes = model.shapes
    odd = set(signals) ^ {shape.signal for shape in shapes.shapes}
    if odd or len(shapes.shapes) != len(signals):
        raise Invalid(f"{name} and the list of fitted signals differ in {', '.join(sorted(odd)) or 'their number'}; run `crossmatch fit` again")
    for shape in shapes.shapes:
        if not len(shape.knots) or not shape.knots.shape == shape.few.shape == shape.many.shape or (np.diff(shape.knots) <= 0).any():
            raise Invalid(f"{name}: the table of {shape.signal} has {len(shape.few)} and {len(shape.many)} points; run `crossmatch fit` again")
        if abs(shape.of(np.zeros(1), 0.0)[0]) > _NOTHING or abs(shape.of(np.zeros(1), 1.0)[0]) > _NOTHING:
            raise Invalid(f"{name}: the table of {shape.signal} gives points for nothing known; run `crossmatch fit` again")
    chances = model.chances
    monotone = (np.diff(chances.scores) > 0).all() and (np.diff(chances.chances) >= 0).all() and (np.diff(shapes.context) > 0).all()
    lengths = len(shapes.base) == len(shapes.context) > 0 and len(chances.scores) == len(chances.chances) > 0
    if not monotone or not lengths:
        raise Invalid(f"{name}: base or chances do not fit the rest; run `crossmatch fit` again")
    ordered = {shape.signal: shape for shape in shapes.shapes}
    object.__setattr__(shapes, "shapes", [ordered[signal] for signal in signals])
    return model
