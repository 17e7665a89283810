"""What `simulate.py` is made of: worlds of invented people, how they live week by week, the files about them, and the truth."""
