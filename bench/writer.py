"""One of the writers of `bench.ledger`: how it writes, how long, its number; it prints how often."""

import sys

import django

if __name__ == "__main__":
    django.setup()
    from bench.ledger import write_for

    print(write_for(sys.argv[1], float(sys.argv[2]), int(sys.argv[3])))
