"""Why a page gave what it gave: for `probe` and `checkportal`."""
