"""`python -m reformdata` is the command `reformdata`."""

import sys

from reformdata.cli import main

if __name__ == "__main__":
    sys.exit(main())
