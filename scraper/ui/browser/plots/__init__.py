"""Plots as SVG, drawn here: no script, and nothing from another host.

Every drawing takes its width, so that a page can hold one for a laptop and one for a phone with
letters of the same size. Colours are classes (c0 to c5), which the style sheet knows.
"""
