"""What becomes of one arrival, in one unit of work: start at `settle`.

Each other module is one thing that people can do: react, press, edit, order by mail.
"""
