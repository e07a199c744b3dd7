"""What will happen when: acts planned in any order, done in the order of time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from yihu.policy.calendars import WorkCalendar

Act = Callable[[datetime], object]


@dataclass(slots=True)
class Script:
    """Acts with their instants; `now` is the day of loading, after which nothing happens."""

    now: datetime
    zone: ZoneInfo
    calendar: WorkCalendar
    _acts: list[tuple[datetime, int, Act]] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The day of loading in the project's zone."""
        return self.now.astimezone(self.zone).date()

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """An instant of the project's day."""
        return datetime.combine(day, time(hour, minute), self.zone)

    def workdays(self, count: int) -> list[date]:
        """The last working days before today, the earliest first."""
        days, day = [], self.today
        for _ in range(count):
            day = self.calendar.previous_working_day(day)
            days.append(day)
        return days[::-1]

    def plan(self, at: datetime, act: Act) -> None:
        """Have `act` done at that instant; what would lie after the loading is left out."""
        if at <= self.now:
            self._acts.append((at, len(self._acts), act))

    def play(self, progress: Callable[[int, int], None]) -> None:
        """Do everything in order."""
        acts = sorted(self._acts, key=lambda planned: planned[:2])
        for done, (at, _place, act) in enumerate(acts, start=1):
            act(at)
            progress(done, len(acts))
