"""Imports."""

from django.urls import path

from yihu.web.imports import views

urlpatterns = [
    path("<project:code>/imports/", views.imports, name="imports"),
    path("<project:code>/imports/<uuid:batch_id>/", views.batch, name="import_batch"),
    path("<project:code>/imports/<uuid:batch_id>/confirm/", views.confirm_batch, name="import_confirm"),
    path("<project:code>/imports/<uuid:batch_id>/cancel/", views.cancel_batch, name="import_cancel"),
    path("<project:code>/imports/<uuid:batch_id>/errors.xlsx", views.errors, name="import_errors"),
]
