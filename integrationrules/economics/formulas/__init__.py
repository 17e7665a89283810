"""Formula models computed: inputs read, amounts for each year and payer, what they lack."""
