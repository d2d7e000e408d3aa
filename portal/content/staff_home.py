"""What the pages add to the staff home."""

from wagtail.admin.ui.components import Component

from portal.content.queries.own_pages import own_pages


class OwnPagesPanel(Component):
    """The pages the viewer submitted or edited last, and what has become of each."""

    name = "content_own_pages"
    template_name = "content/staff/own_pages.html"
    order = 30

    def get_context_data(self, parent_context):
        return {"pages": own_pages(parent_context["request"].user)}
