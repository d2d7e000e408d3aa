"""How public pages about laureates are kept on the way to the reader."""

import hashlib
from functools import wraps

from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers


def kept_until_reveal(view):
    """A reader's browser may keep the page but asks each time whether it still holds (ETag): a laureate may take their
    consent back at any moment, and the reveal is an instant. So nothing is ever shown too early or too long."""

    @wraps(view)
    def kept(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if response.status_code != 200 or response.has_header("Set-Cookie"):
            return response
        patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ["Cookie", "Accept-Language"])
        tag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response["ETag"] = tag
        return get_conditional_response(request, etag=tag, response=response)

    return kept
