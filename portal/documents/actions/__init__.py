from portal.documents.actions.receiving import receive_file, store_generated
from portal.documents.actions.removing import (
    remove_file,
    remove_files_about,
    remove_files_of_owner,
    sweep_keys,
    take_out_removed,
)
from portal.documents.actions.settling import accept_file, refuse_file, settle_file

__all__ = [
    "accept_file",
    "receive_file",
    "refuse_file",
    "remove_file",
    "remove_files_about",
    "remove_files_of_owner",
    "settle_file",
    "store_generated",
    "sweep_keys",
    "take_out_removed",
]
