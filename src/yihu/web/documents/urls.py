"""Documents."""

from django.urls import path

from yihu.web.documents import views

urlpatterns = [
    path("<project:code>/documents/<uuid:document_id>/", views.document, name="document"),
    path("<project:code>/documents/<uuid:document_id>/pages/<int:page>/", views.page, name="document_page"),
    path("<project:code>/documents/<uuid:document_id>/content/", views.content, name="document_content"),
]
