"""`python -m keylint`."""

from keylint.cli import main

if __name__ == "__main__":
    main()
