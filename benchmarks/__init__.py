"""Speed and memory of the service beside a floor: the same libraries and commits without it."""
