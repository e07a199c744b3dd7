"""《業戶檔案一覽表》 on screen: the days of each department, and the head's 已閱."""
