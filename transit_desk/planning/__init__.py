"""Planning, pure: who may be together, and who gets which bed; it knows no SQL, no Qt and no clock."""
