"""What each console command does, one module a command; imported only when the command runs."""
