"""One article put together from its fields, over all of its pages."""
