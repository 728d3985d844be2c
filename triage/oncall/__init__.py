"""Who is on call. Pure: rotations, what people changed about them, and a time in; people out."""
