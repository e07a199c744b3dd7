"""查閱: the request, the word it takes, the viewer, and 《業戶檔案查閱登記表》 (R1.6b, R1.6c)."""
