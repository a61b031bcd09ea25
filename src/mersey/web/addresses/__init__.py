"""What stands at which address, a file for each part of the application."""
