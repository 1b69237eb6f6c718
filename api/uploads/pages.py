"""Uploads as JSON, in one language: a list, one with its understanding, its rows."""

from collections.abc import Iterable, Iterator, Sequence

from api.jobs import Job
from api.keys import Caller, Role
from api.labels import Labels
from api.live import Live
from api.models import ColumnOut, FieldOut, Label, NoteOut, RemarkOut, RowOut, RowPage, UploadItem, UploadOut, UploadPage
from api.queries import RowQuery, UploadQuery
from api.uploads import shelf
from api.uploads.desk import Desk
from api.uploads.kinds import FileKind, columns_of, title
from api.uploads.upload import BUSY, State, Upload
from graph.schema import Lang

_PAGE = 200
_LOOKED_THROUGH = 5_000  # uploads of other clusters between two of one's own
_SHORT = 300


def is_theirs(caller: Caller, upload: Upload) -> bool:
    """An administrator's are all; a manager's those of its clusters."""
    return caller.role is Role.ADMIN or upload.cluster in caller.clusters


def listed(service: Live, desk: Desk, caller: Caller, query: UploadQuery) -> UploadPage:
    """The caller's uploads behind the cursor, the newest first."""
    purpose = f"uploads {caller.key} {query.cluster}"
    after = service.seal.position(query.cursor, purpose)[0] if query.cursor else ""
    found: list[Upload] = []
    for upload in _behind(desk, after):
        if is_theirs(caller, upload) and query.cluster in ("", upload.cluster):
            found.append(upload)
        if len(found) > query.limit:
            break
    some, labels = found[: query.limit], service.newest.state()[0].network.labels
    following = service.seal.cursor([some[-1].id], purpose) if len(found) > query.limit else None
    return UploadPage(items=[UploadItem(**_facts(upload, labels, query.lang, None)) for upload in some], next=following)


def _behind(desk: Desk, after: str) -> Iterator[Upload]:
    seen = 0
    while seen < _LOOKED_THROUGH and (page := desk.page(after, _PAGE)):
        yield from page
        after, seen = page[-1].id, seen + len(page)


def whole(service: Live, desk: Desk, upload: Upload, lang: str) -> UploadOut:
    """One upload with all that is known of it but its rows."""
    job = desk.job(upload) if upload.state in BUSY else None
    found = shelf.summary(service.store.files, upload.result) if upload.state not in BUSY else shelf.Summary()
    return UploadOut(
        **_facts(upload, service.newest.state()[0].network.labels, lang, job),
        version=upload.version,
        basis=upload.basis.value,
        purposes=[purpose.value for purpose in upload.purposes],
        stage=job.stage if job else "",
        done=job.done if job else 0,
        all=job.all if job else 0,
        error=upload.error.say(lang),
        columns=[ColumnOut(theirs=at.theirs, ours=at.ours, found=at.found, examples=list(at.examples)) for at in found.columns],
        fields=[FieldOut(name=ours, title=title(ours, Lang(lang), upload.kind)) for ours in columns_of(upload.kind)],
        remarks=[RemarkOut(code=code, message=sentence.say(lang)) for code, sentence in found.remarks],
        gone=[Label(id=id, name=name) for id, name in found.gone],
    )


def _facts(upload: Upload, labels: Labels, lang: str, job: Job | None) -> dict[str, object]:
    reading = upload.state is State.WAITING and job is not None and job.owner
    counts = upload.counts
    return {
        "id": upload.id,
        "name": upload.name,
        "kind": upload.kind.value,
        "cluster": labels.label_of(upload.cluster, lang),
        "on": upload.at.date().isoformat(),
        "state": (State.READING if reading else upload.state).value,
        "rows": counts.rows,
        "accepted": counts.accepted,
        "rejected": counts.rejected,
        "new": counts.new,
        "changed": counts.changed,
        "same": counts.same,
        "ended": counts.ended,
    }


def rows(service: Live, upload: Upload, query: RowQuery) -> RowPage:
    """The rows of one kind behind the cursor, in the order of the file."""
    purpose = f"rows {upload.id} {upload.result} {query.only}"
    start = int(service.seal.position(query.cursor, purpose)[0]) if query.cursor else 0
    found = shelf.summary(service.store.files, upload.result) if upload.state not in BUSY else shelf.Summary()
    total = sum(1 for _ in found.positions(query.only, 0))
    places = _first(found.positions(query.only, start), query.limit + 1)
    following = service.seal.cursor([str(places[query.limit])], purpose) if len(places) > query.limit else None
    items = [_row(row, query.lang, upload.kind) for row in shelf.rows(service.store.files, found, places[: query.limit])]
    return RowPage(items=items, total=total, next=following)


def _first(places: Iterable[int], most: int) -> Sequence[int]:
    return [place for _, place in zip(range(most), places, strict=False)]


def _row(row: shelf.Row, lang: str, kind: FileKind) -> RowOut:
    notes = [
        NoteOut(
            column=note.column,
            title=title(note.column, Lang(lang), kind) if note.column in row.cells else note.column,
            code=note.code,
            message=note.sentence.say(lang),
            rejected=note.rejected,
        )
        for note in row.notes
    ]
    return RowOut(row=row.row, line=row.line, state=row.state, name=row.name[:_SHORT], organisation=row.organisation, cells=dict(row.cells), problems=notes)
