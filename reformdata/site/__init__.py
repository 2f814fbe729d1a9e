"""A static site of the data in Danish and English: pages, search, feeds and JSON, without a server.

Pages link to each other by relative addresses, so that the site works in any folder of a server and opened from a disk.
"""
