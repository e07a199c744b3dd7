from django.apps import AppConfig


class ConfidentialityConfig(AppConfig):
    name = "yihu.confidentiality"
    label = "confidentiality"
