"""《業戶檔案一覽表》."""

from django.urls import path

from yihu.web.accessions import views

urlpatterns = [
    path("<project:code>/registers/", views.registers, name="registers"),
    path("<project:code>/registers/accessions/<str:volume>/<str:day>/", views.accessions, name="accessions"),
]
