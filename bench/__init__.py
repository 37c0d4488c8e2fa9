"""Speed and search quality, measured on real records: `python -m bench --help`."""
