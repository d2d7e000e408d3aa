"""Rows locked for a change. On SQLite the transaction itself holds the write lock (`transaction_mode` IMMEDIATE)."""

from uuid import UUID

from grants.models import Application, Call, Fund


def locked_application(uuid: UUID) -> Application:
    """The application, its row locked. What it belongs to is loaded but not locked."""
    applications = Application.objects.select_for_update(of=("self",))
    return applications.select_related("call__fund", "call__programme", "organisation").get(uuid=uuid)


def locked_fund(pk: int) -> Fund:
    """The fund, its row locked: decisions on its money come one after the other."""
    return Fund.objects.select_for_update().get(pk=pk)


def locked_call(uuid: UUID) -> Call:
    return Call.objects.select_for_update(of=("self",)).select_related("fund", "programme").get(uuid=uuid)
