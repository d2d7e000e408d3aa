"""Published awards for machines."""

from django.http import StreamingHttpResponse
from django.views.decorators.http import require_safe

from grants.queries import open_data
from portal import clock


@require_safe
def package_json(request):
    return _open(StreamingHttpResponse(open_data.package_json(clock.now()), content_type="application/json"))


@require_safe
def package_csv(request):
    response = StreamingHttpResponse(open_data.package_csv(clock.now()), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="360giving.csv"'
    return _open(response)


def _open(response):
    """Anyone's scripts may read it, from any site, and keep it for five minutes."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, max-age=300"
    return response
