"""What words mean: fields, dates of uncertain children, names, permissions, refusals."""
