"""What both databases share, whatever is kept in them."""
