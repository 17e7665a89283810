"""A small client of the Language Server Protocol over standard input and output."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from queue import Empty, Queue
from types import TracebackType
from typing import Any, Self

__all__ = ["Editor"]

_PATIENCE = 60.0
"""Seconds to wait for an answer."""


class Editor:
    """An editor that has one YAML language server and opens files in it; `schemas` are its setting `yaml.schemas`."""

    def __init__(self, command: str, folder: Path, schemas: Mapping[str, str]) -> None:
        self._server = subprocess.Popen([command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder)
        self._folder, self._requests = folder, 0
        self._came: Queue[dict[str, Any]] = Queue()
        self._settings = {"yaml": {
            "validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False},
            "schemas": dict(schemas),
        }}
        threading.Thread(target=self._listen, daemon=True).start()
        self._ask("initialize", {
            "processId": None, "rootUri": folder.as_uri(), "workspaceFolders": [{"uri": folder.as_uri(), "name": "rules"}],
            "capabilities": {"workspace": {"configuration": True}, "textDocument": {"hover": {"contentFormat": ["markdown"]}, "publishDiagnostics": {},
                             "completion": {"completionItem": {"documentationFormat": ["markdown"]}}}},
        })
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": self._settings})
        self._until(self._answered_settings)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.terminate()
        self._server.wait(10)
        for stream in (self._server.stdin, self._server.stdout):
            if stream is not None:
                stream.close()

    def open(self, name: str, text: str) -> list[dict[str, Any]]:
        """Opens a file with this text; what the server finds wrong with it, in order of lines."""
        uri = (self._folder / name).as_uri()
        self._tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}})
        found = self._until(lambda came: came.get("method") == "textDocument/publishDiagnostics" and came["params"]["uri"] == uri)
        diagnostics: list[dict[str, Any]] = found["params"]["diagnostics"]
        return sorted(diagnostics, key=lambda one: (one["range"]["start"]["line"], one["range"]["start"]["character"]))

    def hover(self, name: str, line: int, character: int) -> str:
        """What is shown where the mouse rests."""
        found = self._ask("textDocument/hover", self._at(name, line, character))
        return str(found["contents"]["value"]) if found else ""

    def complete(self, name: str, line: int, character: int) -> dict[str, str]:
        """What is offered at the cursor, each with the text beside it."""
        found = self._ask("textDocument/completion", self._at(name, line, character))
        items = found["items"] if isinstance(found, dict) else found or []
        return {one["label"]: _text(one.get("documentation", "")) for one in items}

    def _at(self, name: str, line: int, character: int) -> dict[str, Any]:
        return {"textDocument": {"uri": (self._folder / name).as_uri()}, "position": {"line": line, "character": character}}

    def _ask(self, method: str, params: dict[str, Any]) -> Any:
        self._requests += 1
        number = self._requests
        self._send({"id": number, "method": method, "params": params})
        return self._until(lambda came: came.get("id") == number and "method" not in came)["result"]

    def _tell(self, method: str, params: dict[str, Any]) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._server.stdin.flush()

    def _until(self, wanted: Any) -> dict[str, Any]:
        """The first message that is wanted; what the server asks on the way is answered with nothing."""
        while True:
            try:
                came = self._came.get(timeout=_PATIENCE)
            except Empty:
                raise TimeoutError("the language server gave no answer") from None
            if wanted(came):
                return came
            if "id" in came and "method" in came and not self._answered_settings(came):
                self._send({"id": came["id"], "result": None})

    def _answered_settings(self, came: dict[str, Any]) -> bool:
        """Whether the server asked for settings; then they are sent."""
        asked: bool = came.get("method") == "workspace/configuration"
        if asked:
            self._send({"id": came["id"], "result": [self._settings.get(item.get("section")) for item in came["params"]["items"]]})
        return asked

    def _listen(self) -> None:
        stream = self._server.stdout
        assert stream is not None
        while line := stream.readline():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
                while stream.readline().strip():
                    pass
                self._came.put(json.loads(stream.read(length)))


def _text(documentation: object) -> str:
    return str(documentation["value"]) if isinstance(documentation, dict) else str(documentation)
