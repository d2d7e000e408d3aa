"""`manage.py export_ubl DIR`: every issued invoice and credit note as UBL, a file each, named by its number."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.payments.models import Invoice
from portal.payments.queries.documents import ubl_of


class Command(BaseCommand):
    help = "Writes every issued invoice and credit note as UBL (Peppol BIS Billing 3.0) into a folder."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, *args, folder: Path, **options):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CommandError(f"{folder} is no folder that can be written: {error.strerror}") from error
        issued = Invoice.objects.filter(number__isnull=False).select_related("credits").order_by("number")
        number = 0
        for invoice in issued.prefetch_related("lines").iterator(chunk_size=200):
            (folder / f"{invoice.number}.xml").write_bytes(ubl_of(invoice))
            number += 1
        self.stdout.write(f"{number} files in {folder}")
