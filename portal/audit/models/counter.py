from django.db import models
from django.utils.translation import gettext_lazy as _


class Counter(models.Model):
    """The last number given out under a name (`NP26`, `GY26`). Its row is the lock: numbers have no gaps."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    value = models.PositiveBigIntegerField(_("last number given"), default=0)

    class Meta:
        verbose_name = _("counter")
        verbose_name_plural = _("counters")

    def __str__(self):
        return f"{self.name} {self.value}"
