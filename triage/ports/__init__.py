"""What the core asks of the world. Adapters satisfy these by shape, not by inheritance.

A unit of work is a plain function of a `UnitOfWork`. It runs to its end in a writer thread:
there is nothing to await inside, so no transaction ever waits for a network. It may run twice
(a conflict, a deadlock), so it has no effect but through the work it is given.
"""
