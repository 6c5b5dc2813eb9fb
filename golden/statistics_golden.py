"""The groups of packages/statistics: whatever each file statistics_<topic>.py here returns from groups()."""

from generate import collect


def groups():
    return collect("statistics")
