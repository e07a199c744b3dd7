from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "yihu.accounts"
    label = "accounts"
