"""Shelves."""

from django.urls import path

from yihu.web.shelves import views

urlpatterns = [
    path("<project:code>/shelves/", views.shelves, name="shelves"),
    path("<project:code>/shelves/places/new/", views.new_place, name="storage_place_new"),
    path("<project:code>/shelves/cabinets/new/", views.new_cabinet, name="cabinet_new"),
    path("<project:code>/shelves/mode/", views.choose_mode, name="storage_mode"),
]
