"""Pages of households: 《業戶情況一覽表》 and the file itself."""
