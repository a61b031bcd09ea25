"""The process that readers split off from: it has imported what they import."""

from __future__ import annotations

import array
import contextlib
import importlib
import os
import socket
import sys
from pathlib import Path
from typing import Final

from mersey import reader_process

N_FILES: Final = 3
"""What a reader is given: its standard input, its output, and where errors go."""


def serve(door: socket.socket) -> None:
    """Split a reader off for each that is asked for, one after the other."""
    room = socket.CMSG_SPACE(N_FILES * array.array("i").itemsize)
    while True:
        word, told, _, _ = door.recvmsg(16, room)
        if not word:
            os._exit(0)
        files = array.array("i")
        files.frombytes(told[0][2])
        reader = os.fork()
        if not reader:
            break
        for file in files:
            os.close(file)
        door.send(str(reader).encode())
        _, status = os.waitpid(reader, 0)
        door.send(str(os.waitstatus_to_exitcode(status)).encode())
    door.close()
    os.setsid()
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)


def import_all() -> None:
    """What a reader imports, and every format, with as little besides as it has."""
    for name in reader_process.BARE:
        reader_process._stand_in(name)
    for name in reader_process.WITHOUT:
        sys.modules[name] = None  # type: ignore[assignment]  # as the reader has it
    importlib.import_module("mersey.load.files.handed")
    formats = Path(reader_process.__file__).parent / "load" / "formats"
    for path in sorted(formats.glob("[!_]*.py")):
        with contextlib.suppress(ModuleNotFoundError):  # those that no reader reads
            importlib.import_module(f"mersey.load.formats.{path.stem}")


if __name__ == "__main__":
    import_all()
    serve(socket.socket(fileno=int(sys.argv[1])))
    reader_process.main()
    sys.stdout.flush()
    os._exit(0)  # without taking apart what is not its own
