from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "yihu.intake"
    label = "intake"
