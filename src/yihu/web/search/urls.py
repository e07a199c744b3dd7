"""Finding."""

from django.urls import path

from yihu.web.search import views

urlpatterns = [
    path("<project:code>/find/", views.results, name="find"),
    path("<project:code>/find/suggestions/", views.suggestions, name="find_suggestions"),
]
