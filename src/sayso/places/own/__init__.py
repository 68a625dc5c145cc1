"""The user's own places: files added to the gazetteer, kept in a file of their own beside it.

:mod:`~sayso.places.own.adding` takes a file in, :mod:`~sayso.places.own.file` keeps, lists and takes
back what was added.
"""
