"""The pages: each view reads what was asked, calls one function below, and sets it."""
