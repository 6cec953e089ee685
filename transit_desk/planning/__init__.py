"""Pure planning: who may be together, and who gets which bed. No SQL, no Qt, no clock."""
