"""Measures whole processes for the scripts beside this file."""
import os
import subprocess
import sys
import tempfile
import time

MIB = 1 << 20 if sys.platform == "darwin" else 1 << 10


def measure(command, folder):
    """Runs `command` in `folder`; its seconds, the MiB of its peak, and what it printed.

    The seconds are those from start to exit and the memory is the peak of the resident set, as the system counted both
    (wait4). No process can be seen smaller than the one that started it, which is the script.
    """
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{command[0]} ended with {process.returncode}")
        output.seek(0)
        return {"seconds": seconds, "mib": usage.ru_maxrss / MIB, "output": output.read()}


def executable(path):
    """An absolute path where it names a file; a command of the search path stays as it is. Links are not followed:
    a virtual environment's python is one."""
    return os.path.abspath(path) if os.sep in path else path
