"""Takes the time of packing out of Office files, so that the same report gives the same bytes."""

import io
import re
import zipfile
from datetime import date

_EPOCH = (1980, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def undated(content: bytes, made: date) -> bytes:
    """The same archive, said to be made on this day and packed at no time."""
    stream = io.BytesIO()
    stamp = rb"\g<1>" + f"{made.isoformat()}T00:00:00Z".encode() + rb"\2"
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as again:
        for name in packed.namelist():
            part = packed.read(name)
            again.writestr(zipfile.ZipInfo(name, _EPOCH), _STAMP.sub(stamp, part) if name == _CORE else part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
