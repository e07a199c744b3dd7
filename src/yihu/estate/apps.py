from django.apps import AppConfig


class EstateConfig(AppConfig):
    name = "yihu.estate"
    label = "estate"
