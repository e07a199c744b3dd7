from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "yihu.dossiers"
    label = "dossiers"
