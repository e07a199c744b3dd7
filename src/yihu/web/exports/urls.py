"""Exports."""

from django.urls import path

from yihu.web.exports import views

urlpatterns = [
    path("<project:code>/exports/", views.exports, name="exports"),
    path("<project:code>/exports/new/", views.new, name="export_new"),
    path("<project:code>/exports/<uuid:export_id>/", views.export, name="export"),
    path("<project:code>/exports/<uuid:export_id>/decision/", views.decide, name="export_decide"),
    path("<project:code>/exports/<uuid:export_id>/file/", views.take, name="export_file"),
]
