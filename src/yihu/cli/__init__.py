"""The yihu command."""
