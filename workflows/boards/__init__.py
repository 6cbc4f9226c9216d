"""What leaders read: figures that name their scope and day, and can be opened to the list they count."""
