"""Who asks and who answers in an interview."""
