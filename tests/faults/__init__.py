"""Faults: what must hold when processes die, lines break and updates are poison.

`make faults` runs these at length and writes var/faults.json; `make test` runs them shorter.
"""
