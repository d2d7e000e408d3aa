"""The form field for private files. It says the limits before the upload and holds them when the form is sent; the view
then calls `store_upload` for each file in `cleaned_data`."""

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.translation import ngettext

from portal.documents.errors import FileRefused
from portal.documents.forms.uploads import named
from portal.documents.inspection.check import check_upload
from portal.documents.purposes import Purpose, purpose_of


def limits_text(purpose: Purpose) -> str:
    """What may be sent, in one or two sentences: `PDF, Word. Each at most 10 MB. At most 5 files.`"""
    size = filesizeformat(purpose.max_bytes)
    counted = ngettext(
        "One file: %(types)s, at most %(size)s.",
        "Up to %(count)s files: %(types)s, each at most %(size)s.",
        purpose.max_count,
    )
    return counted % {"count": purpose.max_count, "types": purpose.type_names, "size": size}


_lazy_label = lazy(lambda slug: str(purpose_of(slug).label), str)
_lazy_limits = lazy(lambda slug: limits_text(purpose_of(slug)), str)


class PrivateFileInput(forms.FileInput):
    """A file input that offers the right types, and several files where several may be sent."""

    template_name = "documents/widgets/file_input.html"
    allow_multiple_selected = True

    def __init__(self, purpose: str, attrs=None):
        super().__init__(attrs)
        self.purpose = purpose

    def get_context(self, name, value, attrs):
        known = purpose_of(self.purpose)
        attrs = {**(attrs or {}), "accept": known.accept, "data-max-bytes": str(known.max_bytes)}
        attrs["multiple"] = known.max_count > 1
        return super().get_context(name, value, attrs)

    def value_from_datadict(self, data, files, name):
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class PrivateFileField(forms.FileField):
    """Files for one purpose. `cleaned_data` holds a list of uploads, checked by content, possibly empty.

    `PrivateFileField("grants.attachment")`; label and hint come from the purpose unless given. Every file that can't be
    taken gets its own sentence, with its name where there are several.
    """

    def __init__(self, purpose: str, *, max_length=None, allow_empty_file=False, **options):
        self.purpose = purpose
        options.setdefault("widget", PrivateFileInput(purpose))
        options.setdefault("label", _lazy_label(purpose))
        options.setdefault("help_text", _lazy_limits(purpose))
        super().__init__(**options)

    def clean(self, data, initial=None):
        uploads = [upload for upload in (data if isinstance(data, list | tuple) else [data]) if upload]
        if not uploads:
            if self.required and not initial:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return []
        known = purpose_of(self.purpose)
        if len(uploads) > known.max_count:
            raise forms.ValidationError(
                ngettext("Choose one file only.", "Choose %(count)s files at most.", known.max_count)
                % {"count": known.max_count},
                code="too_many",
            )
        refusals = [refusal for upload in uploads if (refusal := self._refusal(upload, known, len(uploads)))]
        if refusals:
            raise forms.ValidationError(refusals)
        return uploads

    @staticmethod
    def _refusal(upload, known: Purpose, of: int) -> str | None:
        try:
            check_upload(upload, known)
        except FileRefused as refused:
            return named(upload, refused) if of > 1 else str(refused)
        return None
