"""`serve` and `keys new`: what they refuse before anything is served, in one line and with exit code 2."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from integrationrules.service.keys import KeyRing


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    done = subprocess.run([sys.executable, "-m", "integrationrules", "--lang", "en", *arguments], capture_output=True, text=True, cwd=folder, check=False,
                          env={"PYTHONPATH": str(Path(__file__).parents[2]), "PATH": ""}, timeout=60)
    return done.returncode, done.stdout, done.stderr.strip()


def test_a_key_is_printed_once_and_opens(tmp_path: Path) -> None:
    code, key, _ = run(tmp_path, "keys", "new", "--municipality", "860", "--expires", "2027-12-31", "--name", "sagssystem")
    assert code == 0
    kept = json.loads((tmp_path / "keys.json").read_text())["keys"]
    assert [(one["name"], one["municipality"], one["expires"]) for one in kept] == [("sagssystem", 860, "2027-12-31")]
    assert KeyRing(tmp_path / "keys.json").caller(f"Bearer {key.strip()}", date(2027, 12, 31)).municipality == 860


@pytest.mark.parametrize(("arguments", "said"), [
    (("--municipality", "860", "--expires", "31-12-2027", "--name", "x"), "--expires: '31-12-2027' is not a date of 1900-2100; write it as 2018-05-28"),
    (("--municipality", "860", "--expires", "2027-12-31", "--name", "0101901234"), "--name: write 1 to 60 characters, and no person's number"),
    (("--municipality", "860", "--expires", "2027-12-31", "--name", " "), "--name: write 1 to 60 characters, and no person's number"),
    (("--municipality", "860", "--expires", "2027-12-31", "--name", "x", "--keys", "damaged.json"),
     "--keys: damaged.json: is not a file of keys, as `integrationrules keys new` makes it"),
    (("--municipality", "860", "--expires", "2027-12-31", "--name", "x", "--keys", "no/such/folder/keys.json"),
     "--keys: no/such/folder/keys.json: the file cannot be written (No such file or directory)"),
])
def test_a_key_that_cannot_be_made(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    (tmp_path / "damaged.json").write_text("{}")
    assert run(tmp_path, "keys", "new", *arguments) == (2, "", said)
    assert (tmp_path / "damaged.json").read_text() == "{}"


@pytest.mark.parametrize(("arguments", "said"), [
    (("--host", "0.0.0.0"), "--host: 0.0.0.0 is reached by others than this machine; name a file of keys with --keys"),
    (("--host", "sager.kommune.dk"), "--host: sager.kommune.dk is reached by others than this machine; name a file of keys with --keys"),
    (("--host", "::"), "--host: :: is reached by others than this machine; name a file of keys with --keys"),
    (("--keys", "none.json"), "--keys: none.json: the file cannot be read"),
    (("--keys", "damaged.json"), "--keys: damaged.json: is not a file of keys, as `integrationrules keys new` makes it"),
    (("--store", "mysql://user:secret@host/x"),
     "--store: 'mysql://' is no store; write a file name, sqlite:///FILE or postgresql://USER@HOST/DATABASE"),
    (("--store", "damaged.json"), "--store: the store is not a store of integrationrules; name a new file or an empty database"),
    (("--store", "no/such/folder/cases.db"), "--store: the store cannot be opened; look at the folder and its rights, or at the address of the database"),
    (("--audit", "no/such/folder/audit"), "--audit: no/such/folder/audit cannot be written (No such file or directory)"),
    (("--parameters", "damaged.json"), None),
    (("--chainer", "prolog"), "--chainer: there is no chainer 'prolog'; there is durable and builtin"),
])
def test_what_cannot_be_served(tmp_path: Path, arguments: tuple[str, ...], said: str | None) -> None:
    (tmp_path / "damaged.json").write_text("{}" * 1000)
    code, output, error = run(tmp_path, "serve", "--port", "0", *arguments)
    assert (code, output) == (2, "")
    assert error == said if said is not None else error.startswith(arguments[1])


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run(tmp_path, "serve", "--port", str(port)) == (2, "", f"--port: 127.0.0.1:{port} cannot be listened on (Address already in use)")


def test_without_the_extra_the_command_says_what_to_install(tmp_path: Path) -> None:
    code = "import sys; sys.modules['fastapi'] = None\nfrom integrationrules.cli import main\nmain(['--lang', 'en', 'serve'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False,
                          env={"PYTHONPATH": str(Path(__file__).parents[2])})
    assert done.returncode == 2
    assert done.stderr.strip() == "serve needs FastAPI and uvicorn: pip install 'integrationrules[service]'"
