"""The database that holds the packs and the history. Rows never leave it: callers get frozen values.

Nothing heavy is imported here: ``quiz.bank.glance`` must be quick, ``quiz.bank.bank`` loads SQLModel.
"""
