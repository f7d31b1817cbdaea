"""Packs of rules: read, checked, stacked, kept by digest.

1. A pack is a text (TOML). It is read whole or not at all; everything wrong in it
   is said at once, each with its line.
2. Packs stack: the strictest wins, the order does not matter, and one more pack
   never makes anything laxer.
3. A pack's digest is SHA-256 of its text: the record names packs by it.

Does not decide anything: what a rule means stands in `core`.
"""
