"""`python -m integrationrules` is the console command."""

from integrationrules.cli import main

if __name__ == "__main__":
    main()
