"""The fields of a record, each in the module of its name."""
