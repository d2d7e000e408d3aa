"""What a browser sends of the pages of an application."""

from django.urls import reverse

from tests.factories.grants import ANSWERS


def typed(application, **more) -> dict:
    """The whole page as it is posted, filled in with ANSWERS; `more` changes or adds fields."""
    data = {name: value for name, value in ANSWERS.items() if isinstance(value, str)}
    for part in ("partners", "budget"):
        data[part] = [row["id"] for row in ANSWERS[part]]
        for row in ANSWERS[part]:
            data |= {f"{part}-{row['id']}-{name}": value for name, value in row.items() if name != "id"}
    city = str(application.city.uuid) if application.city else ""
    return {**data, "version": application.draft_revision, "city": city, **more}


def edit_url(application):
    return reverse("grants:edit", args=[application.uuid])


def page_url(application):
    return reverse("grants:application", args=[application.uuid])


def text_of(response) -> str:
    """The page as it is read: a no-break space is a space."""
    return response.content.decode().replace("\u00a0", " ")
