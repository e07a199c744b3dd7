"""Papers."""

from django.urls import path

from yihu.web.papers import labels, views

urlpatterns = [
    path("<project:code>/papers/", views.papers, name="papers"),
    path("<project:code>/papers/labels/", labels.labels, name="labels"),
    path("<project:code>/households/<uuid:household_id>/label/", labels.file_label, name="file_label"),
    path("<project:code>/papers/blank/<slug:form>/", views.blank, name="paper_blank"),
    path("<project:code>/dossiers/<uuid:dossier_id>/print/", views.catalogue, name="catalogue_print"),
    path(
        "<project:code>/households/<uuid:household_id>/owner-form/", views.owner_form, name="paper_owner_form"
    ),
    path(
        "<project:code>/registers/accessions/<str:volume>/<str:day>/print/",
        views.accessions,
        name="accessions_print",
    ),
]
