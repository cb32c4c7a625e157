"""One caretaker per data directory: whoever holds the lock may start, stop or clean up the server in it."""

import fcntl
import os
from pathlib import Path


def try_lock(file: Path) -> int | None:
    """An open file descriptor that holds the lock, or None while another holds it.

    The lock belongs to the open file: the guard inherits it, and the kernel lets go of it when the last
    holder dies.
    """
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # The folder may have been removed and made again since we opened the file: then this lock guards
        # nothing.
        if os.path.samestat(os.fstat(descriptor), file.stat()):
            return descriptor
    except (BlockingIOError, FileNotFoundError):
        pass
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None
