"""Values: text in, a value out. Nothing here knows anything else of ours."""
