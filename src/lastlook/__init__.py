"""Lastlook keeps the weapons on film, TV and theatre sets cold."""
