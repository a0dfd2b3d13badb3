"""What tests share: portals to serve, archives to read, processes to start."""

from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
