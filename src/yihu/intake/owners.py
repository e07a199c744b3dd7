"""The older workbook's sheet of owners, joined to its rooms by the owner's number."""

import re
from collections.abc import Iterator
from dataclasses import replace

from yihu.intake.cells import Line, read_role
from yihu.intake.headers import Field, Layout
from yihu.intake.people import Person, merged, read_people
from yihu.intake.problems import problem
from yihu.intake.shapes import Account, CellProblem, MemberReading, MemberRole, OwnerReading
from yihu.intake.workbooks import Workbook
from yihu.policy.vocabulary import Locality

_BETWEEN = re.compile(r"[#,，、;；\s]+")


class OwnerSheet:
    """Owners and members by number; a person's problems are told with the first room that takes them."""

    def __init__(self, workbook: Workbook, layout: Layout, *, locality: Locality) -> None:
        self._layout = layout
        self._locality = locality
        self._skipped = self._read = 0
        self._people: dict[str, list[tuple[Line, tuple[Person, ...], MemberRole | None]]] = {}
        self._unjoined: dict[str, list[Line]] = {}
        self._passed_over: list[CellProblem] = []
        for row in workbook.sheet(layout.sheet).rows:
            if row.number > layout.header_row:
                self._read += 1
                self._take(Line(layout, row))

    def _take(self, line: Line) -> None:
        if not line.row.cell(1) and 1 not in line.row.unvalued:
            self._skipped += 1
            if line.text(Field.NAME):
                self._passed_over.append(problem(self._layout, line.row, None, "first_cell_blank"))
            return
        line.warn_of_formulas()
        number = line.text(Field.OWNER_NO)
        people = read_people(line, locality=self._locality)
        self._people.setdefault(number, []).append((line, people, read_role(line) if people else None))
        self._unjoined.setdefault(number, []).append(line)

    def join(self, line: Line, owners: list[OwnerReading], members: list[MemberReading]) -> None:
        """Give the room of `line` the people of its owner's number."""
        for number in filter(None, _BETWEEN.split(line.text(Field.OWNER_NO))):
            if number not in self._people:
                line.warn(Field.OWNER_NO, "owner_not_found")
                continue
            for told in self._unjoined.pop(number, ()):
                line.problems += told.problems
            for _, people, role in self._people[number]:
                for person in people:
                    if role is not None:
                        members.append(person.as_member(role))
                    elif merged(owners, person.as_owner()):
                        line.warn(Field.OWNER_NO, "owner_repeated")
                    else:
                        owners.append(person.as_owner())

    def added_to(self, account: Account) -> Account:
        """The rows of this sheet: joined ones are members, those whose number no room has are refused."""
        refused = sum(len(lines) for lines in self._unjoined.values())
        return replace(
            account,
            read=account.read + self._read,
            members=account.members + self._read - self._skipped - refused,
            skipped=account.skipped + self._skipped,
            refused=account.refused + refused,
        )

    def left_over(self) -> Iterator[CellProblem]:
        """Rows passed over, and people without a room."""
        yield from self._passed_over
        for lines in self._unjoined.values():
            for line in lines:
                yield problem(self._layout, line.row, Field.OWNER_NO, "owner_without_room")
