"""Today."""

from django.urls import path

from yihu.web.today import views

urlpatterns = [path("<project:code>/", views.today, name="today")]
