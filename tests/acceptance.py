"""The acceptance scenarios of what is built, as data; a test proves one by `@pytest.mark.acceptance(id)`.

The ids are those of the reference: the clause and the place of the paragraph among its Given/When/Then
(`R1.1/1`), or `check n` for the checks from the standards. `later` says why a scenario is not proved yet.
"""

import ast
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).resolve().parent

LETTERS = "letters and replies"
KEYS = "keys and their hand-over"
LOANS = "loans"
RELAY = "passing messages on, and outsiders' requests"
DESTRUCTION = "destruction"
DEALINGS = "the dealing that makes the paper"


@dataclass(frozen=True, slots=True)
class Scenario:
    """One Given/When/Then: what it says, and what it waits for where its behaviour is not built."""

    id: str
    gist: str
    later: str = ""


SCENARIOS = (
    Scenario(
        "R1.1/1", "A second open file is refused, the existing 檔號 shown; 有戶無檔 lists sold units only"
    ),
    Scenario("R1.1/2", "Household summary, catalogue and history stand on one page"),
    Scenario("R1.2/1", "工程部 cannot open a household file, and the attempt is logged"),
    Scenario("R1.2/2", "A key handed over shows its holder, and alerts when not returned", KEYS),
    Scenario("R1.3/1", "A complaint unanswered for three working days is marked and counted", LETTERS),
    Scenario("R1.4/1", "A missing form shows ☐, nobody has a control to tick it; filed, it ticks by itself"),
    Scenario("R1.4/2", "A destroyed item shows ✖ with its batch", DESTRUCTION),
    Scenario("R1.4/3", "A new line of the template comes to open files and not to closed ones"),
    Scenario("R1.6/1", "Security sees one field until 18:00 by a permit, and a row of the register says so"),
    Scenario("R1.6/2", "A paper of 客服 taken away is refused; on-site reading or a copy is offered", LOANS),
    Scenario("R1.8/1", "A phone is masked; with a reason it shows for a minute, and an entry says so"),
    Scenario("R1.8/2", "Thirty rows with phones wait for the head, and say whose they are on each page"),
    Scenario(
        "R1.8/3", "A caller is given nothing; the message is passed on, and the refusal registered", RELAY
    ),
    Scenario("R1.10/1", "The last four digits of a phone find the households, masked"),
    Scenario("R1.10/2", "A corrected area shows everywhere; history keeps both values with the reason"),
    Scenario("R1.10/3", "Paper that was received and is not filed is listed as backlog"),
    Scenario("R1.S3/1", "《業戶情況一覽表》 prints blank and filled without clipped text"),
    Scenario("R1.S3/2", "One household appears in its register as the first"),
    Scenario("R2.1.1/1", "An engineer gets no identity fields, and the attempt is logged"),
    Scenario("R2.2.1.3/1", "Filing without a category is refused"),
    Scenario("R2.2.1.3/2", "The identical file again names the existing item"),
    Scenario("R2.3.1/1", "工程部's first paper opens the file, with its gaps and a notice to 客服部"),
    Scenario("R2.3.1/2", "No second file arises when 客服部 registers papers from another desk"),
    Scenario("R2.3.2/1", "A printed catalogue wants printing again after a change, until it is printed"),
    Scenario("R2.3.2/2", "A thin file wants no print and has its catalogue on screen"),
    Scenario("R2.3.3/1", "Where bags are chosen the bag number is mandatory"),
    Scenario("R2.3.3/2", "Where hanging files are chosen the position is mandatory"),
    Scenario("R2.3.3.1/1", "The place is shown, and the next file is the next room's"),
    Scenario("R2.3.3.2/1", "A sealed bag is not viewed; unseal, view, reseal leave three entries"),
    Scenario("R2.3.3.3/1", "What lies in a pooled binder is listed with binder and page"),
    Scenario("R2.3.3.4/1", "Of five received and four filed the fifth is overdue; four rows await 已閱"),
    Scenario("R2.3.3.4/2", "已閱 stores name and time, and the rows are frozen"),
    Scenario("R3.1/1", "The manager sees how many files are missing and who is responsible"),
    Scenario("R3.2/1", "From its day a company rule binds, its origin shown, and must be read first"),
    Scenario("R3.2/2", "Loans over the company's days are refused", LOANS),
    Scenario("R3.5.1/1", "Exactly the seventeen lines in their order, the conditional ones 視情況"),
    *(
        Scenario(f"R3.5.1.{number}/1", f"What item {number} of the seventeen does beyond its line", DEALINGS)
        for number in range(1, 18)
    ),
    Scenario("check 3", "A permit is scoped and ends; every use is in the register; afterwards refused"),
    Scenario("check 4", "Ids and phones are masked by role; to unmask is a logged act with a reason"),
    Scenario("check 10", "The first document opens the file; exactly one open file per tenure"),
    Scenario("check 11", "A tick is a filed document; 不適用 needs a reason; gaps = expected − filed"),
    Scenario("check 12", "The day of filing is system time, immutable; same-day rule measured"),
    Scenario("check 13", "Filed bytes never change; a new version is a linked item; damage is found"),
    Scenario(
        "check 14", "Only lines of the own department are offered; filing again is authorised and logged"
    ),
    Scenario("check 15", "檔號 unique, gap-free, never used again"),
)


def proofs() -> dict[str, list[str]]:
    """Scenario → the tests that carry its marker, as `path::test`."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(TESTS.rglob("test_*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        name = path.relative_to(TESTS.parent).as_posix()
        for node in tree.body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark":
                for id_ in _marked(node.value):
                    found[id_].append(name)
            elif isinstance(node, ast.FunctionDef):
                for decorator in node.decorator_list:
                    for id_ in _marked(decorator):
                        found[id_].append(f"{name}::{node.name}")
    return found


def _marked(expression: ast.expr) -> list[str]:
    calls = (node for node in ast.walk(expression) if isinstance(node, ast.Call))
    return [
        ast.literal_eval(argument)
        for call in calls
        if ast.unparse(call.func) == "pytest.mark.acceptance"
        for argument in call.args
    ]
