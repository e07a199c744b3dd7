"""The ledger."""

from django.urls import path

from yihu.web.ledger import views

urlpatterns = [path("<project:code>/ledger/", views.ledger, name="ledger")]
