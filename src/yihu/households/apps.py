from django.apps import AppConfig


class HouseholdsConfig(AppConfig):
    name = "yihu.households"
    label = "households"
