"""Money over years: formula models, investment cases, uncertainty. Computes only; `integrationrules.report.money` tells it."""
