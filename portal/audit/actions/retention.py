"""Retention rules: creating, changing and applying them."""

from datetime import datetime

from django.db import IntegrityError, transaction

from portal.audit.actions.events import log_event
from portal.audit.errors import RuleExists, UnknownNoun
from portal.audit.models import RetentionRule
from portal.audit.queries.retention import months_before
from portal.audit.retention import Expiry, retention_source, retention_sources
from portal.core.actors import Actor
from portal.core.permission import require_role

ADMINISTRATOR = "administrator"
FIELDS = ("noun", "country", "purpose", "legal_basis", "counted_from", "months")


def create_retention_rule(*, by: Actor, at: datetime, **fields: object) -> RetentionRule:
    """A rule of its own for one country, or the rule for all others. Raises NotAllowed, UnknownNoun, RuleExists."""
    return _keep(RetentionRule(**_cleaned(fields)), "audit.create_retention_rule", by=by, at=at)


def update_retention_rule(*, retentionrule: RetentionRule, by: Actor, at: datetime, **fields: object) -> RetentionRule:
    """Change a rule; what changed is recorded by name of field, with the months before and after. Raises NotAllowed,
    UnknownNoun, RuleExists."""
    with transaction.atomic():
        rule = RetentionRule.objects.select_for_update().get(pk=retentionrule.pk)
        cleaned = _cleaned(fields)
        changed = sorted(name for name in cleaned if getattr(rule, name) != cleaned[name])
        if not changed:
            return rule
        before = rule.months
        for name in changed:
            setattr(rule, name, cleaned[name])
        data = {"changed": changed, "months_before": before}
        return _keep(rule, "audit.update_retention_rule", by=by, at=at, **data)


def _cleaned(fields: dict) -> dict:
    cleaned = {name: fields[name] for name in FIELDS if name in fields}
    cleaned = {name: value.strip() if isinstance(value, str) else value for name, value in cleaned.items()}
    if "country" in cleaned:
        cleaned["country"] = cleaned["country"].upper()
    return cleaned


def _keep(rule: RetentionRule, verb: str, *, by: Actor, at: datetime, **data: object) -> RetentionRule:
    require_role(by, ADMINISTRATOR)
    if retention_source(rule.noun) is None:
        raise UnknownNoun()
    with transaction.atomic():
        try:
            with transaction.atomic():
                rule.save()
        except IntegrityError:
            raise RuleExists() from None
        facts = {"noun": rule.noun, "country": rule.country, "months": rule.months}
        log_event(verb=verb, by=by, about=rule, at=at, data={**facts, **data})
    return rule


def install_default_rules() -> int:
    """Make the rules apps begin with, where a noun has none at all yet; answers how many. Runs after `migrate`."""
    ruled = set(RetentionRule.objects.values_list("noun", flat=True))
    rules = [
        RetentionRule(
            noun=source.noun,
            country=term.country,
            purpose=term.purpose,
            legal_basis=term.legal_basis,
            counted_from=term.counted_from,
            months=term.months,
        )
        for source in retention_sources()
        if source.noun not in ruled
        for term in source.defaults
    ]
    return len(RetentionRule.objects.bulk_create(rules))


def apply_retention(*, at: datetime) -> dict[str, int]:
    """Let go of everything past its term; answers how many per noun. What one noun's app raises stops no other's and is
    raised at the end."""
    rules = list(RetentionRule.objects.all())
    own: dict[str, list[str]] = {}
    for rule in rules:
        if rule.country:
            own.setdefault(rule.noun, []).append(rule.country)
    gone: dict[str, int] = {}
    trouble: list[Exception] = []
    for rule in rules:
        source = retention_source(rule.noun)
        if source is None or source.expire is None:
            continue
        others = () if rule.country else tuple(own.get(rule.noun, ()))
        try:
            count = source.expire(Expiry(rule.noun, rule.country, others, months_before(at, rule.months), at))
        except Exception as error:
            trouble.append(error)
            continue
        if count:
            gone[rule.noun] = gone.get(rule.noun, 0) + count
            with transaction.atomic():
                log_event(
                    verb="audit.let_go",
                    about=rule,
                    at=at,
                    data={"noun": rule.noun, "country": rule.country, "count": count},
                )
    if trouble:
        raise ExceptionGroup("retention", trouble)
    return gone
