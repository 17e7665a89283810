"""Money: investment cases and what is computed from them. Computes and never prints; texts are made in `report`."""
