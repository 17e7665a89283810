"""Formula models: what their files say, and their formulas with units and axes."""
