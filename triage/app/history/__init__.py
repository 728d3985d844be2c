"""What other rules would have made of the tickets that are stored. Reads, and changes nothing."""
