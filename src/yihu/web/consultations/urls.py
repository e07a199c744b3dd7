"""Consultations and their register."""

from django.urls import path

from yihu.web.consultations import register, views

urlpatterns = [
    path("<project:code>/consultations/", views.consultations, name="consultations"),
    path("<project:code>/consultations/new/", views.new, name="consultation_new"),
    path("<project:code>/consultations/<uuid:consultation_id>/", views.consultation, name="consultation"),
    path(
        "<project:code>/consultations/<uuid:consultation_id>/answer/",
        views.answer,
        name="consultation_answer",
    ),
    path(
        "<project:code>/consultations/<uuid:consultation_id>/start/", views.start, name="consultation_start"
    ),
    path("<project:code>/consultations/<uuid:consultation_id>/end/", views.end, name="consultation_end"),
    path("<project:code>/registers/consultations/", register.register, name="consultation_register"),
    path(
        "<project:code>/registers/consultations/print/",
        register.print_register,
        name="consultation_register_print",
    ),
]
