from django.apps import AppConfig


class GateConfig(AppConfig):
    name = "yihu.gate"
    label = "gate"
