"""Users' files: templates out, files in, corrections, confirmation. For administrators, and managers of the cluster a file belongs to."""

from collections.abc import AsyncIterator, Iterator
from tempfile import TemporaryFile
from typing import IO, Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response

from api.access import Answering, Office, cluster_of
from api.models import Confirmation, RowPage, UploadChange, UploadOut, UploadPage
from api.problems import documented
from api.queries import LangQuery, RowQuery, SendQuery, TemplateQuery, UploadQuery
from api.uploads import pages
from api.uploads.desk import Desk
from api.uploads.kinds import FileKind, kind_of_file
from api.uploads.kinds import template as made
from api.uploads.upload import Upload
from graph.errors import NotFound
from graph.schema import Ground, Lang, Purpose
from seeds.formats.bounds import MAX_BYTES

router = APIRouter(tags=["uploads"])
_PIECE = 1 << 20
_TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}
_FILE = {"schema": {"type": "string", "format": "binary", "maxLength": MAX_BYTES}}
_FILES = {"content": dict.fromkeys((_TYPES["xlsx"], "text/csv"), _FILE)}


def desk(service: Answering, who: Office) -> Desk:
    """Where files are handed in."""
    return Desk(service.store, service.clock)


AtDesk = Annotated[Desk, Depends(desk)]
UploadId = Annotated[
    str, Path(min_length=29, max_length=29, pattern="^[0-9a-f]+$", description="The id of an upload", examples=["8204422400123a1b2c3d4e5f60718"])
]


def theirs(upload: UploadId, at: AtDesk, who: Office) -> Upload:
    """An upload the caller may work on; one of another cluster answers like one that does not exist."""
    found = at.find(upload)
    if not pages.is_theirs(who, found):
        raise NotFound(f"no upload {upload!r}; list yours with /v1/uploads")
    return found


Theirs = Annotated[Upload, Depends(theirs)]


async def received(request: Request, who: Office) -> AsyncIterator[IO[bytes]]:
    """The body as a file on disk, received piece by piece; its size is bounded by the route."""
    with TemporaryFile() as file:
        async for piece in request.stream():
            file.write(piece)
        file.seek(0)
        yield file


Received = Annotated[IO[bytes], Depends(received)]


@router.get("/templates/{kind}", summary="An empty file to fill in", response_class=Response, responses={200: {"description": "The file", **_FILES}})
def template(kind: Annotated[FileKind, Path(description="What its rows are")], query: Annotated[TemplateQuery, Query()], who: Office) -> Response:
    """Headed in the asked language, with one invented example row that is left out when the file is read."""
    named = {"Content-Disposition": f'attachment; filename="crossmatch-{kind.value}-{query.lang}.{query.format}"'}
    return Response(made(kind, Lang(query.lang), query.format), media_type=_TYPES[query.format], headers=named)


@router.post(
    "/uploads",
    status_code=202,
    summary="Send a file as it is",
    max_body_size=MAX_BYTES,
    openapi_extra={"requestBody": {"required": True, "content": {"application/octet-stream": _FILE}}},
)
def create_upload(query: Annotated[SendQuery, Query()], service: Answering, who: Office, at: AtDesk, body: Received) -> UploadOut:
    """CSV, Excel, JSON or Parquet, as the request's body. It is read in the background; nothing is taken over before it is confirmed."""
    cluster = cluster_of(service, who, query.cluster)
    sent = at.send(
        _pieces(body),
        name=query.name,
        kind=kind_of_file(query.kind),
        cluster=cluster,
        basis=Ground(query.basis),
        purposes=tuple(Purpose(name) for name in query.purposes.split(",") if name),
        by=who.key,
    )
    return pages.whole(service, at, sent, query.lang)


@router.get("/uploads", summary="Files sent so far, the newest first")
def uploads(query: Annotated[UploadQuery, Query()], service: Answering, who: Office, at: AtDesk) -> UploadPage:
    """Of the caller's clusters."""
    return pages.listed(service, at, who, query)


@router.get("/uploads/{upload}", summary="How far a file is, how it was understood, what it would change")
def upload(query: Annotated[LangQuery, Query()], service: Answering, at: AtDesk, found: Theirs) -> UploadOut:
    """Ask again each second while it waits, is read or written."""
    return pages.whole(service, at, found, query.lang)


@router.get("/uploads/{upload}/rows", summary="The rows of a file as they were read")
def upload_rows(query: Annotated[RowQuery, Query()], service: Answering, found: Theirs) -> RowPage:
    """Rejected ones, those with a note, new or changed ones, or all. A week after the file was written they are gone."""
    return pages.rows(service, found, query)


@router.patch("/uploads/{upload}", status_code=202, summary="Correct columns or cells, and read the file again", responses=documented(409))
def change_upload(change: UploadChange, query: Annotated[LangQuery, Query()], service: Answering, at: AtDesk, found: Theirs) -> UploadOut:
    """Corrections add up; the file itself stays as it was sent."""
    cells = {(cell.row, cell.column): cell.text for cell in change.cells}
    return pages.whole(service, at, at.correct(found, columns=change.columns, defaults=change.defaults, cells=cells), query.lang)


@router.post("/uploads/{upload}/confirm", status_code=202, summary="Take a file over", responses=documented(409))
def confirm_upload(asked: Confirmation, query: Annotated[LangQuery, Query()], service: Answering, at: AtDesk, found: Theirs) -> UploadOut:
    """Written in the background in one transaction; how its columns were understood is remembered for the cluster's next file."""
    return pages.whole(service, at, at.confirm(found, only_good=asked.only_good, end=asked.end), query.lang)


@router.delete("/uploads/{upload}", summary="Withdraw a file that was not taken over", responses=documented(409))
def withdraw_upload(query: Annotated[LangQuery, Query()], service: Answering, at: AtDesk, found: Theirs) -> UploadOut:
    """The file and what was read of it are deleted at once; that it was sent stays in the list."""
    return pages.whole(service, at, at.withdraw(found), query.lang)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece
