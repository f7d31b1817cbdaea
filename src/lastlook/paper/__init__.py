"""What is printed: sheets made from values, as PDF."""
