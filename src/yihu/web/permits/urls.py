"""Standing permits."""

from django.urls import path

from yihu.web.permits import views

urlpatterns = [
    path("<project:code>/permits/", views.permits, name="permits"),
    path("<project:code>/permits/new/", views.grant, name="permit_new"),
    path("<project:code>/permits/<uuid:permit_id>/withdraw/", views.withdraw, name="permit_withdraw"),
]
