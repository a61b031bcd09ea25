"""The made-up borough: its services, its people, and a button to be each of them."""
