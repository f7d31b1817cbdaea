"""Phone pages and the live board.

1. No rule stands here: what may be done is asked of the desk, what is shown comes
   from the views.
2. Pages carry no script and no style of their own (the Content-Security-Policy
   forbids it), and nothing comes from anywhere but this server.
3. A page is drawn for somebody: whoever has no key here sees the door only.
"""
