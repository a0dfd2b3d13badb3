"""What changes on a portal's new articles against those before."""
