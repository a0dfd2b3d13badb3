"""What words of a page mean, in every language that we know them in."""
