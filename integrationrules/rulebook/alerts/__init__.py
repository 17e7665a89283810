"""Alert rules: what follows from facts, decisions and earlier conclusions, and whom to tell."""
