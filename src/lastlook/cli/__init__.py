"""The `lastlook` command: one file for each thing it does.

1. What a command needs is imported when it is called: `lastlook --help` is quick.
2. An error says what, where and what to do, and has its own exit code (`exits`).
3. Times are UTC.
"""
