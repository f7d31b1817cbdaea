"""How many human errors a procedure withstands, by the production's own core."""
