"""The catalogue's template, and 不適用."""

from django.urls import path

from yihu.web.catalogue_template import views

urlpatterns = [
    path("<project:code>/catalogue/", views.catalogue, name="catalogue_template"),
    path("<project:code>/catalogue/lines/new/", views.new_line, name="catalogue_line_new"),
    path(
        "<project:code>/dossiers/<uuid:dossier_id>/lines/<str:line>/not-applicable/",
        views.not_applicable,
        name="not_applicable",
    ),
]
