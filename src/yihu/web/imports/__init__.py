"""導入: a workbook laid down, tried, looked through, brought in."""
