"""Which message a notice is: its facts, its recipient, its lane, its grade. Pure."""
