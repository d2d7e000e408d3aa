"""One's own pages: what one can do here, one's details, and signing out everywhere."""

from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect, render
from django.urls import translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.core import clock
from portal.core.languages import offered_language
from portal.people.access import signed_in
from portal.people.actions.accounts import end_session, end_sessions, update_account
from portal.people.forms.account import DetailsForm, SignOutForm
from portal.people.queries.accounts import own_account, own_factors
from portal.people.roles import LABELS
from portal.people.workspaces import workspaces_of


@require_safe
@never_cache
@signed_in
def home(request):
    """Where somebody lands who has signed in."""
    account = own_account(request.user)
    language = offered_language(account.language)
    return render(
        request,
        "people/account.html",
        {
            "account": account,
            "workspaces": workspaces_of(request.user),
            "roles": [LABELS[role] for role in LABELS if role in request.user.held_roles],
            "rights_suspended": request.user.staff_rights_suspended,
            "language": language,
            "other_language": language if language != get_language() else "",
            "in_other_language": translate_url(request.path, language),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in
def details(request):
    form = DetailsForm(request.POST or None, initial={"name": request.user.name}, stored_language=request.user.language)
    if request.method == "POST" and form.is_valid():
        update_account(account=request.user, by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("people:account")
    return render(request, "people/details.html", {"form": form})


@require_safe
@never_cache
@signed_in
def factors(request):
    """One's passkeys, authenticator app and recovery codes; allauth's pages change them."""
    return render(request, "mfa/index.html", {"factors": own_factors(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in
def sign_out_everywhere(request):
    form = SignOutForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        end_sessions(account=request.user, by=request.user, at=clock.now())
        logout(request)
        messages.success(request, _("You are signed out everywhere."))
        return redirect("account_login")
    return render(request, "people/sign_out_everywhere.html", {"form": form})


@require_POST
@signed_in
def sign_out_there(request, session):
    """Ends one of one's own sessions, from the list of them."""
    end_session(account=request.user, session=session, by=request.user, at=clock.now())
    messages.success(request, _("You are signed out there."))
    return redirect("usersessions_list")
