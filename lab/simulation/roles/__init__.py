"""What each role does in a day, one file each. A role knows its session and the day, and nothing of the database."""
