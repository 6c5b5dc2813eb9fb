"""The groups of packages/classical: whatever each file classical_<topic>.py here returns from groups()."""

from generate import collect


def groups():
    return collect("classical")
