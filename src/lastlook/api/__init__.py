"""The way in and out for machines: acts, the live stream, JSON.

1. `POST /acts` takes the very bytes that were signed and answers when they are
   durable. `GET /live` tells what happened, by entry number.
2. Everything else is a reading, for enrolled people only.
3. Every error has one shape (`errors.Problem`): code, what, where, remedy.
"""
