"""The core of Interview Archive: knows no spider and no pipeline."""

__version__ = "0.1.0"
