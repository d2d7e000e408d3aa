from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Renders every form field of the site through templates/components/field.html."""

    field_template_name = "components/field.html"
