"""What is seen: the window, its pages and the parts they are made of."""
