"""Who answers for a service, and where mail about its data goes."""

from __future__ import annotations

from django.db import models

from mersey.web.models.council_services import CouncilService
from mersey.web.models.organisations import Account


class ServiceCare(models.Model):
    """Who answers for a service.

    `version` counts the changes of all that its settings' page holds; a form sends back
    the one that it was made from. `told` is a digest of what was last said by mail.
    """

    service = models.OneToOneField(
        CouncilService, on_delete=models.CASCADE, related_name="care"
    )
    owner = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    late_mail = models.EmailField(blank=True)
    told = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.service}: in the care of {self.owner or 'nobody'}"
