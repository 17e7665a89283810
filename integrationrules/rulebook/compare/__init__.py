"""Two rulebooks beside each other: what they say otherwise, however it is laid out."""
