"""What is due, done from stored rows, never from memory. Running a duty twice changes nothing."""
