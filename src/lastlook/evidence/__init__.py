"""What a production can show to people who trust nobody on it.

1. The verifier reads bytes: it needs no store, no desk and no server.
2. It decides every act again, with the same rules and the packs that stand in the
   record itself.
"""
