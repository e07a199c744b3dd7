"""Catch-up plans."""

from django.urls import path

from yihu.web.catch_up import views

urlpatterns = [
    path("<project:code>/catch-up/", views.plans, name="catch_up"),
    path("<project:code>/catch-up/new/", views.new_plan, name="catch_up_new"),
    path("<project:code>/catch-up/<uuid:plan_id>/", views.plan, name="catch_up_plan"),
]
