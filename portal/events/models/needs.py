from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.events.models.registration import Registration


class ParticipantNeeds(models.Model):
    """What somebody needs to take part. Apart from the rest, for it may tell of health or belief: only those who see to
    it read it, and it goes some days after the event (`Event.needs_days`)."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="needs")
    diet = models.CharField(_("food: allergies and diet"), max_length=300, blank=True)
    access = models.CharField(_("access: what we should prepare"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("needs of a participant")
        verbose_name_plural = _("needs of participants")

    def __str__(self):
        return str(self.pk)
