"""Words in the archive's texts: how often over time, and in which contexts."""
