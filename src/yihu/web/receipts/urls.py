"""Receiving, filing, and the further life of documents."""

from django.urls import path

from yihu.web.receipts import filing, lives, views

_DOCUMENT = "<project:code>/documents/<uuid:document_id>"

urlpatterns = [
    path("<project:code>/receipts/", views.receipts, name="receipts"),
    path("<project:code>/receipts/new/", views.new, name="receipt_new"),
    path("<project:code>/receipts/place/", views.place, name="receipt_place"),
    path(f"{_DOCUMENT}/filing/", filing.filing, name="filing"),
    path(f"{_DOCUMENT}/move/", lives.move, name="document_move"),
    path(f"{_DOCUMENT}/supersede/", lives.supersede, name="document_supersede"),
    *(
        path(f"{_DOCUMENT}/{act}/", lives.simple, {"act": act}, name=f"document_{act}")
        for act in lives.SIMPLE
    ),
]
