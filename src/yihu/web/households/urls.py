"""Households."""

from django.urls import path

from yihu.web.households import overview, revealing, views

urlpatterns = [
    path("<project:code>/households/", overview.overview, name="households"),
    path("<project:code>/households/columns/", overview.keep, name="households_columns"),
    path(
        "<project:code>/households/views/<uuid:view_id>/drop/",
        overview.drop_view,
        name="households_view_drop",
    ),
    path("<project:code>/households/<uuid:household_id>/", views.household, name="household"),
    path("<project:code>/households/<uuid:household_id>/corrections/", views.correction, name="correction"),
    path(
        "<project:code>/households/<uuid:household_id>/persons/<uuid:person_id>/<str:field>/",
        revealing.reveal_page,
        name="reveal",
    ),
    path("<project:code>/households/new/", views.register, name="household_new"),
    path("<project:code>/households/<uuid:household_id>/owners/", views.owners, name="household_owners"),
    path("<project:code>/units-without-file/", views.without_file, name="units_without_file"),
]
