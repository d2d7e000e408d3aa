from wagtail.admin.viewsets.model import ModelViewSet


class RecordViewSet(ModelViewSet):
    """Base of the staff screens."""

    copy_view_enabled = False
    add_to_reference_index = False
    exclude_form_fields = []
