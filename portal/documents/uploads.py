"""How uploads reach us: what is far too large is counted, not stored, so that a form can still say so kindly."""

from django.core.files.uploadhandler import TemporaryFileUploadHandler

from portal.documents.purposes import largest_limit


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Stops writing a file once it is larger than anything this site takes. It keeps counting: the file's `size` is the
    true one, so that every check against a limit refuses it.

    Editors' uploads in the admin are left alone: Wagtail holds its own limits.
    """

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.most = None if self.request.path_info.startswith("/admin/") else largest_limit()

    def receive_data_chunk(self, raw_data, start):
        if self.most is None or start <= self.most:
            super().receive_data_chunk(raw_data, start)
