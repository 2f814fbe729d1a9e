"""Drives yaml-language-server as an editor does: JSON-RPC over its standard input and output."""

import itertools
import json
import os
import select
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
INSTALLED = HERE / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
PATIENCE = 30
"""Seconds to wait for a message of the server."""


def missing_program():
    """What is missing to run the server; empty if nothing is."""
    if shutil.which("node") is None:
        return "node is not installed"
    if not INSTALLED.is_file():
        return "yaml-language-server is not installed: run npm ci --prefix tests/repository/editors"
    return ""


@contextmanager
def editor(root):
    """An editor with the folder `root` open."""
    process = subprocess.Popen(  # noqa: S603 - the server of this folder
        ["node", INSTALLED, "--stdio"],  # noqa: S607 - any version of node
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
    )
    try:
        yield Editor(process, root)
    finally:
        process.kill()
        process.communicate()


class Editor:
    """An editor that opens a text and points at a place in it."""

    def __init__(self, process, root):
        self._process = process
        self._root = root
        self._numbers = itertools.count(1)
        self._waiting = b""
        self._request("initialize", processId=os.getpid(), rootUri=root.as_uri(), capabilities=_CAPABILITIES)
        self._notify("initialized")
        self._notify("workspace/didChangeConfiguration", settings=_SETTINGS)

    def open(self, name, text):
        """Open the file `name`, which need not exist, with `text`; the problems marked in it."""
        document = {"uri": self._uri(name), "languageId": "yaml", "version": next(self._numbers), "text": text}
        self._notify("textDocument/didOpen", textDocument=document)
        while True:
            message = self._read()
            params = message.get("params")
            if message.get("method") == "textDocument/publishDiagnostics" and params["uri"] == self._uri(name):
                return [(_place(each["range"]), each["message"]) for each in params["diagnostics"]]

    def completion(self, name, line, column):
        """The suggestions at a place, counted from 1: each label with its documentation and the text it inserts."""
        answer = self._request("textDocument/completion", **self._at(name, line, column))
        items = answer["items"] if isinstance(answer, dict) else answer
        return {item["label"]: (_words(item.get("documentation")), _written(item)) for item in items}

    def hover(self, name, line, column):
        """The hover text at a place, counted from 1."""
        answer = self._request("textDocument/hover", **self._at(name, line, column))
        return _words(answer["contents"]) if answer else ""

    def _uri(self, name):
        return (self._root / name).as_uri()

    def _at(self, name, line, column):
        return {"textDocument": {"uri": self._uri(name)}, "position": {"line": line - 1, "character": column - 1}}

    def _notify(self, method, **params):
        self._write({"jsonrpc": "2.0", "method": method, "params": params})

    def _request(self, method, **params):
        number = next(self._numbers)
        self._write({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]

    def _write(self, message):
        body = json.dumps(message).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    def _read(self):
        """The next message of the server; requests to the editor are answered."""
        while b"\r\n\r\n" not in self._waiting:
            self._more()
        head, _, self._waiting = self._waiting.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split()[0])
        while len(self._waiting) < length:
            self._more()
        body, self._waiting = self._waiting[:length], self._waiting[length:]
        message = json.loads(body)
        if "method" in message and "id" in message:
            self._write({"jsonrpc": "2.0", "id": message["id"], "result": _answer(message)})
        return message

    def _more(self):
        ready, _, _ = select.select([self._process.stdout], [], [], PATIENCE)
        assert ready, f"no message of the language server for {PATIENCE} s"
        part = os.read(self._process.stdout.fileno(), 1 << 16)
        assert part, "the language server has ended"
        self._waiting += part


_CAPABILITIES = {
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
        "hover": {"contentFormat": ["markdown"]},
    },
    "workspace": {"configuration": True},
}
_SETTINGS = {
    "yaml": {
        "validate": True,
        "hover": True,
        "completion": True,
        # Nothing is fetched.
        "schemaStore": {"enable": False},
        "schemas": {},
    }
}


def _answer(message):
    """The editor's answer to a request of the server: its settings, else None."""
    if message["method"] != "workspace/configuration":
        return None
    return [_SETTINGS.get(item.get("section")) for item in message["params"]["items"]]


def _place(span):
    """Line and column, from 1, of the first and of the last character."""
    start, end = span["start"], span["end"]
    return f"{start['line'] + 1}:{start['character'] + 1}-{end['line'] + 1}:{end['character']}"


def _words(contents):
    return contents["value"] if isinstance(contents, dict) else contents or ""


def _written(item):
    return item["textEdit"]["newText"] if "textEdit" in item else item.get("insertText", item["label"])
