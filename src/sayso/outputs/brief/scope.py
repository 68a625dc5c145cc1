"""What of a picture a brief tells of: everything, or what is new since a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sayso.model import ControlState, Dispute, ForecastVerdict, Incident
from sayso.outputs.material import Material, days_of


@dataclass(frozen=True)
class Scope:
    """The parts of a picture that belong in the brief.

    :param since: only what happened, changed, was said or came due on this day or later
    """

    material: Material
    since: date | None

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """Incidents that can have happened since; where no day is known, that were reported since."""
        return tuple(i for i in self.material.picture.incidents if self._incident(i))

    @property
    def control(self) -> tuple[ControlState, ...]:
        """States of control that began or ended since."""
        return tuple(
            state
            for state in self.material.picture.control
            if self.since is None or self._any_since((state.since, state.until))
        )

    @property
    def disputes(self) -> tuple[Dispute, ...]:
        """Disputes in which anything was said since."""
        return tuple(
            dispute
            for dispute in self.material.picture.disputes
            if self.since is None or self._said([id_ for camp in dispute.claims for id_ in camp])
        )

    @property
    def forecasts(self) -> tuple[ForecastVerdict, ...]:
        """Forecasts that are open, or were made, came due or were decided since."""
        return tuple(
            forecast
            for forecast in self.material.picture.forecasts
            if self.since is None
            or forecast.verdict == "open"
            or self._any_since(
                (forecast.made, forecast.due, forecast.outcome.date if forecast.outcome else None)
            )
        )

    def _incident(self, incident: Incident) -> bool:
        if self.since is None:
            return True
        days = days_of(incident)
        return days.last >= self.since if days else self._said(incident.claims)

    def _said(self, ids: Iterable[str]) -> bool:
        return self._any_since(c.report.published for c in self.material.cited(ids))

    def _any_since(self, days: Iterable[date | None]) -> bool:
        return any(day is not None and (self.since is None or day >= self.since) for day in days)
