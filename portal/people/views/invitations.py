"""Joining the secretariat through the link in a letter."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.core import clock
from portal.core.errors import Refused
from portal.mail.links import LinkExpired, LinkUnknown, landing, open_link, opened_link
from portal.people.actions.invitations import accept_invitation
from portal.people.letters import INVITATION
from portal.people.models import Invitation
from portal.people.roles import LABELS, PURPOSES


@require_safe
@never_cache
def open_invitation(request, token):
    """Takes the token out of the address; changes nothing else."""
    try:
        opened = open_link(request, INVITATION, token)
    except (LinkExpired, LinkUnknown) as refusal:
        return render(request, "people/invitation_over.html", {"refusal": refusal}, status=410)
    return redirect(landing(opened))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def answer_invitation(request):
    """Shows what the invitation is for; a POST accepts it and signs its holder in."""
    link = opened_link(request, INVITATION)
    if link is None:
        raise Http404
    invitation = get_object_or_404(Invitation, uuid=link.about_uuid)
    if request.method == "POST":
        try:
            user = accept_invitation(invitation=invitation, at=clock.now())
        except Refused as refusal:
            return render(request, "people/invitation_over.html", {"refusal": refusal}, status=410)
        record_authentication(request, user, method="code", email=user.email)
        return perform_login(request, Login(user=user, email=user.email))
    if invitation.accepted_at is None and not invitation.is_open(clock.now()):
        return render(request, "people/invitation_over.html", {"refusal": None}, status=410)
    roles = [{"label": LABELS[role], "purpose": PURPOSES[role]} for role in invitation.roles]
    return render(request, "people/invitation.html", {"email": invitation.email, "roles": roles})
