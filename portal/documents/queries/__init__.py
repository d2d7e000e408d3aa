from portal.documents.queries.files import FileView, count_held, file_view, files_of, files_of_many
from portal.documents.queries.leftovers import (
    about_nothing,
    long_refused,
    removed_files,
    stuck_files,
    unknown_keys,
    waiting_files,
)
from portal.documents.queries.staff import visible_to

__all__ = [
    "FileView",
    "about_nothing",
    "count_held",
    "file_view",
    "files_of",
    "files_of_many",
    "long_refused",
    "removed_files",
    "stuck_files",
    "unknown_keys",
    "visible_to",
    "waiting_files",
]
