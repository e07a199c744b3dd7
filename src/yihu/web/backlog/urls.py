"""What is still to be entered."""

from django.urls import path

from yihu.web.backlog import views

urlpatterns = [
    path("<project:code>/backlog/", views.backlog, name="backlog"),
    path("<project:code>/finance-notices/", views.untold, name="finance_untold"),
    path("<project:code>/finance-notices/<uuid:correction_id>/", views.tell, name="finance_tell"),
]
