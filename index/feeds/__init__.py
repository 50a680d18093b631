"""Feeds: bytes from a publisher in, records out, and a count of what was refused and why.

One module a format. None knows the catalogue. download.py is the only one that opens the network.
"""
