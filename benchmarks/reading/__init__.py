"""How well and how fast pages are read, beside other extractors, on real pages.

`python -m benchmarks.reading` measures, `.ablation` says what each rule earns, `.fuzz` reads pages
that no site would send.
"""
