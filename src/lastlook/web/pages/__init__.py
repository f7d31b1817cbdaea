"""The pages, one file for each thing people come for.

A page asks a view and hands it to a template. Addresses are named after acts:
`/inspect/colt-1` is where colt-1 is inspected.
"""
