"""How an extract may be laid out: each layout turns rows of a file into citizens of a batch."""
