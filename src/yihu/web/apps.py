from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "yihu.web"
    label = "web"
