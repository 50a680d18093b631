"""Feeds: bytes from a publisher in, records out, and a count of what was refused and why.

One module a format. None knows the catalogue. Only download.py, with guarded_network.py, opens the network.
"""
