"""導出: asked for, decided, taken; printing the overview is one too (R1.8)."""
