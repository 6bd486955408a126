"""Takes a file in as it arrives, and keeps no more of it than the most that a file may have.

Named in the settings for the whole site, because what was sent is read before any view runs.
"""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from uploads.limits import MOST_FILE_BYTES


class BoundedUploadHandler(FileUploadHandler):
    """Keeps files in memory as long as all of one request together are no larger than one may be.

    The rest of a larger one is let run through, so that the person gets a page that says so and
    not a broken connection; the view is told by `was_too_large`.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.kept = 0
        self.file = BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with the next file of the request."""
        super().new_file(*args, **kwargs)
        self.file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep the chunk, or give the file up."""
        self.kept += len(raw_data)
        if self.kept > MOST_FILE_BYTES:
            if self.request is not None:
                self.request.file_too_large = True  # type: ignore[attr-defined]
            raise SkipFile
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        """Hand the whole file on."""
        self.file.seek(0)
        return InMemoryUploadedFile(
            file=self.file,
            field_name=self.field_name,
            name=self.file_name or "file",
            content_type=self.content_type or "",
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )


def was_too_large(request: HttpRequest) -> bool:
    """Say whether a file of this request was larger than a file may be, and so was not kept."""
    return bool(request.POST) and getattr(request, "file_too_large", False)
