from portal.documents.views.serving import local_file, open_file

__all__ = ["local_file", "open_file"]
