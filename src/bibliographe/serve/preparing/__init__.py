"""What each build needs before all of the portal answers from it, made by other processes."""
