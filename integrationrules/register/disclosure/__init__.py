"""What a published table reveals: cells that sums tie together, how far hidden ones may move, and which to hide as well."""
