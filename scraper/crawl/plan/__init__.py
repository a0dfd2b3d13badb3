"""What is to be asked for."""
