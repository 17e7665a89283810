"""Results, mistakes and rules as text in Danish or English. Nothing here decides or evaluates."""
