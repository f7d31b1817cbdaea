# What is prepared besides for a weapon that was adapted to take no live round
# Its paper says so, and somebody who can tell has looked.
06:55 armorer verifies revolver-1 paper=sha256:proof-of-the-plug
