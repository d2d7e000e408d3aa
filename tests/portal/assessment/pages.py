"""What tests of pages share."""

from django.urls import reverse

QUEUE = "/review/"


def address(entry, name="review"):
    return reverse(f"assessment:{name}", args=[entry.uuid])


def staff_address(round, name, *more):
    return reverse(f"assessment_round:{name}", args=[round.uuid, *more])


def text(response):
    return response.content.decode()


def typed(scene, *values, do="save", version=0, tab="", **texts):
    """The form as a browser sends it; None leaves a criterion open."""
    scores = {
        f"criterion-{criterion.uuid}": value
        for criterion, value in zip(scene.criteria, values, strict=False)
        if value is not None
    }
    return {"do": do, "version": version, "tab": tab, **scores, **texts}
