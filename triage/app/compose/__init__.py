"""Settings into the values that decisions and adapters take. Pure."""
