"""Quality and speed measurements, runnable by anyone: see bench/README.md."""
