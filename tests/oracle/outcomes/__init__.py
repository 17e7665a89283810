"""The outcome measures worked out the slow way: one citizen after the other, one day after the other."""
