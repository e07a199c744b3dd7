"""Delegations."""

from django.urls import path

from yihu.web.delegations import views

urlpatterns = [
    path("<project:code>/delegations/", views.delegations, name="delegations"),
    path("<project:code>/delegations/new/", views.new, name="delegation_new"),
    path("<project:code>/delegations/<uuid:delegation_id>/revoke/", views.revoke, name="delegation_revoke"),
]
