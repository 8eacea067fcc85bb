"""The schema: every table, relation and constraint. All of them hold in the database itself.

SQLModel's classes check nothing when they are tables, so each rule is a named CHECK, UNIQUE or FOREIGN KEY. A
file holds what is used together: a start loads ``packs`` and ``play`` only, for a class costs 3 ms; ``every``
loads all.
"""
